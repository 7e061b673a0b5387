namespace OrleansConf.Grains.Interfaces.Nodes;

/// <summary>A media node as the operator sees it.</summary>
[GenerateSerializer, Immutable, Alias("conf.node-snapshot")]
public sealed record NodeSnapshot
{
    [Id(0)] public required NodeId Id { get; init; }

    [Id(1)] public required string Region { get; init; }

    [Id(2)] public required string SipAddress { get; init; }

    [Id(3)] public required string Version { get; init; }

    [Id(4)] public required NodeHealth Health { get; init; }

    [Id(5)] public required long Epoch { get; init; }

    [Id(6)] public required int ActiveCalls { get; init; }

    [Id(7)] public required double CpuShare { get; init; }

    [Id(8)] public required DateTimeOffset LastHeartbeat { get; init; }
}
