namespace OrleansConf.Grains.Nodes;

/// <summary>Stored list of nodes, so that the operator still sees those that are lost.</summary>
[GenerateSerializer, Alias("conf.state.node-directory")]
public sealed class NodeDirectoryState
{
    [Id(0)] public Dictionary<NodeId, NodeSnapshot> Nodes { get; set; } = [];
}
