namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>What one call costs by its length (R-BIL-1). Fixed when the call is opened, so that a new price never touches a running call.</summary>
[GenerateSerializer, Immutable, Alias("conf.tariff")]
public sealed record Tariff
{
    [Id(0)] public required Money PricePerMinute { get; init; }

    /// <summary>Once per call that lasts longer than the free seconds; in the currency of the price.</summary>
    [Id(1)] public decimal ConnectionFee { get; init; }

    /// <summary>Seconds from the answer that cost nothing.</summary>
    [Id(2)] public int FreeSeconds { get; init; }

    /// <summary>The first step, e.g. 60 of 60/1.</summary>
    [Id(3)] public int MinimumSeconds { get; init; } = 60;

    /// <summary>Each further step; a started one counts in full.</summary>
    [Id(4)] public int IncrementSeconds { get; init; } = 60;

    /// <summary>Nothing that a call can do costs anything.</summary>
    public bool IsFree => PricePerMinute.IsZero && ConnectionFee == 0m;

    public static Tariff Free(string currency) => new() { PricePerMinute = Money.Zero(currency) };
}
