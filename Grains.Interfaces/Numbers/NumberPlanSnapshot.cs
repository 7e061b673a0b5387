using System.Collections.Immutable;

namespace OrleansConf.Grains.Interfaces.Numbers;

/// <summary>All numbers at one version; cached per silo and node.</summary>
[GenerateSerializer, Immutable, Alias("conf.number-plan-snapshot")]
public sealed record NumberPlanSnapshot
{
    [Id(0)] public required long Version { get; init; }

    [Id(1)] public required ImmutableArray<AccessNumber> Numbers { get; init; }
}
