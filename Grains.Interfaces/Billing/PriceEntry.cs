using OrleansConf.Grains.Interfaces.Numbers;

namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>A price from a day on (R-BIL-1): of a country and kind of number, or of one number, which goes before its country.</summary>
[GenerateSerializer, Immutable, Alias("conf.price-entry")]
public sealed record PriceEntry
{
    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    [Id(0)] public required string Country { get; init; }

    [Id(1)] public required NumberKind Kind { get; init; }

    /// <summary>E.164; null: all numbers of the country and kind.</summary>
    [Id(2)] public string? Number { get; init; }

    /// <summary>In force from here until a later entry of the same scope.</summary>
    [Id(3)] public required DateTimeOffset ValidFrom { get; init; }

    [Id(4)] public required Money PricePerMinute { get; init; }

    [Id(5)] public decimal ConnectionFee { get; init; }

    [Id(6)] public int FreeSeconds { get; init; }

    /// <summary>Null: the billing steps of the account's plan.</summary>
    [Id(7)] public int? MinimumSeconds { get; init; }

    [Id(8)] public int? IncrementSeconds { get; init; }
}
