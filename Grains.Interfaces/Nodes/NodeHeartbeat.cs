using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Calls;

namespace OrleansConf.Grains.Interfaces.Nodes;

/// <summary>A sign of life with the node's load.</summary>
[GenerateSerializer, Immutable, Alias("conf.node-heartbeat")]
public sealed record NodeHeartbeat
{
    [Id(0)] public required long Epoch { get; init; }

    [Id(1)] public required int ActiveCalls { get; init; }

    /// <summary>0 to 1: share of the machine's CPU in use by the node.</summary>
    [Id(2)] public required double CpuShare { get; init; }

    /// <summary>Ordered calls that the node has taken in hand.</summary>
    [Id(3)] public ImmutableArray<CallId> Placed { get; init; } = [];
}
