namespace OrleansConf.Grains.Interfaces.Nodes;

/// <summary>Names a media node; stays the same over restarts.</summary>
[GenerateSerializer, Immutable, Alias("conf.node-id")]
public readonly record struct NodeId([property: Id(0)] string Value)
{
    public override string ToString() => Value;
}
