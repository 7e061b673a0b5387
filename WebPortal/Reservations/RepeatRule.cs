using System.Globalization;

namespace OrleansConf.WebPortal.Reservations;

/// <summary>Between the form's choices and RFC 5545 rules.</summary>
public static class RepeatRule
{
    private const string CountPart = ";COUNT=";

    private static readonly (Repeat Repeat, string Rule)[] Known =
    [
        (Repeat.Daily, "FREQ=DAILY"),
        (Repeat.Workdays, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        (Repeat.Weekly, "FREQ=WEEKLY"),
        (Repeat.EveryOtherWeek, "FREQ=WEEKLY;INTERVAL=2"),
        (Repeat.Monthly, "FREQ=MONTHLY"),
    ];

    /// <summary>Null: once.</summary>
    /// <param name="other">The rule of <see cref="Repeat.Other"/>.</param>
    public static string? Write(Repeat repeat, int count, string? other) => repeat switch
    {
        Repeat.Once => null,
        Repeat.Other => other,
        _ => string.Create(CultureInfo.InvariantCulture, $"{Known.First(known => known.Repeat == repeat).Rule}{CountPart}{count}"),
    };

    public static (Repeat Repeat, int Count) Read(string? rule)
    {
        if (rule is null)
            return (Repeat.Once, 2);
        var at = rule.IndexOf(CountPart, StringComparison.Ordinal);
        if (at < 0 || !int.TryParse(rule.AsSpan(at + CountPart.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return (Repeat.Other, 2);
        var found = Array.FindIndex(Known, known => known.Rule == rule[..at]);
        return found < 0 ? (Repeat.Other, count) : (Known[found].Repeat, count);
    }
}
