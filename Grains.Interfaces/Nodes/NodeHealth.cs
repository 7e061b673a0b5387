namespace OrleansConf.Grains.Interfaces.Nodes;

/// <summary>Whether a node gets calls.</summary>
[GenerateSerializer, Alias("conf.node-health")]
public enum NodeHealth
{
    Healthy = 0,
    Draining = 1,
    Lost = 2,

    /// <summary>Stopped cleanly.</summary>
    Gone = 3,
}
