using System.Collections.Immutable;

namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>An account's choice of toll-free countries (R-NUM-4).</summary>
[GenerateSerializer, Immutable, Alias("conf.toll-free-settings")]
public sealed record TollFreeSettings
{
    [Id(0)] public TollFreeMode Mode { get; init; }

    /// <summary>Numbers that cost more per minute are not offered; null: no limit. Used where available, not for chosen countries.</summary>
    [Id(1)] public Money? MaxPricePerMinute { get; init; }

    /// <summary>ISO 3166-1 alpha-2; used in mode <see cref="TollFreeMode.ChosenCountries"/>.</summary>
    [Id(2)] public ImmutableArray<string> Countries { get; init; } = [];
}
