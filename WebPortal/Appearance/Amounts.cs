using System.Globalization;
using OrleansConf.Grains.Interfaces.Billing;

namespace OrleansConf.WebPortal.Appearance;

/// <summary>Money and times as the reader's language writes them.</summary>
public static class Amounts
{
    /// <summary>With the ISO currency code, at least two and at most four decimals.</summary>
    public static string Show(Money money) => string.Create(CultureInfo.CurrentCulture, $"{money.Amount:#,##0.00##} {money.Currency}");

    /// <summary>Minutes and seconds; with hours when there are any.</summary>
    public static string Show(TimeSpan length) => length < TimeSpan.FromHours(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalMinutes}:{length.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours}:{length.Minutes:00}:{length.Seconds:00}");
}
