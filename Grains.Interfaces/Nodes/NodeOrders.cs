using System.Collections.Immutable;

namespace OrleansConf.Grains.Interfaces.Nodes;

/// <summary>The cluster's answer to a heartbeat.</summary>
[GenerateSerializer, Immutable, Alias("conf.node-orders")]
public sealed record NodeOrders
{
    /// <summary>False: the lease is lost; end all calls and register again.</summary>
    [Id(0)] public required bool LeaseHeld { get; init; }

    /// <summary>True: take no new calls (R-CLU-4).</summary>
    [Id(1)] public required bool Draining { get; init; }

    /// <summary>Calls to place; each is named until the node says that it has it.</summary>
    [Id(2)] public ImmutableArray<OutboundCallOrder> Calls { get; init; } = [];
}
