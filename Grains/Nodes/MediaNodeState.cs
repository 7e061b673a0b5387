namespace OrleansConf.Grains.Nodes;

/// <summary>What is stored of a node's lease.</summary>
[GenerateSerializer, Alias("conf.state.node")]
public sealed class MediaNodeState
{
    /// <summary>Null: the node was never seen.</summary>
    [Id(0)] public NodeRegistration? Registration { get; set; }

    [Id(1)] public long Epoch { get; set; }

    [Id(2)] public NodeHealth Health { get; set; }

    [Id(3)] public bool Draining { get; set; }

    [Id(4)] public DateTimeOffset LastHeartbeat { get; set; }

    /// <summary>Calls up to this epoch are closed.</summary>
    [Id(5)] public long ClosedEpoch { get; set; }
}
