namespace OrleansConf.Grains.Storage;

/// <summary>Money as the database keeps it: whole millionths of the currency unit, so that sums are exact in every dialect.</summary>
public static class Micros
{
    /// <summary>Decimal places that survive storage; ratings are rounded to it.</summary>
    public const int DecimalPlaces = 6;

    private const decimal PerUnit = 1_000_000m;

    public static long From(Money money) => decimal.ToInt64(decimal.Round(money.Amount * PerUnit, 0, MidpointRounding.AwayFromZero));

    public static Money ToMoney(long micros, string currency) => new(micros / PerUnit, currency);
}
