namespace OrleansConf.Grains.Interfaces.Nodes;

/// <summary>The right to carry calls until it lapses.</summary>
[GenerateSerializer, Immutable, Alias("conf.node-lease")]
public sealed record NodeLease
{
    /// <summary>Fencing token: grows with each registration.</summary>
    [Id(0)] public required long Epoch { get; init; }

    [Id(1)] public required TimeSpan HeartbeatInterval { get; init; }

    /// <summary>The lease is lost after this long without a heartbeat.</summary>
    [Id(2)] public required TimeSpan Duration { get; init; }
}
