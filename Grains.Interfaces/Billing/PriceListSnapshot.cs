using System.Collections.Immutable;

namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>All prices at one version; cached per silo.</summary>
[GenerateSerializer, Immutable, Alias("conf.price-list-snapshot")]
public sealed record PriceListSnapshot
{
    [Id(0)] public required long Version { get; init; }

    [Id(1)] public required ImmutableArray<PriceEntry> Entries { get; init; }
}
