namespace OrleansConf.Grains.Nodes;

/// <summary>Which node gets the next call (R-NUM-8).</summary>
public static class NodeChoice
{
    /// <summary>The least loaded healthy node of the region, else of any; null when there is none.</summary>
    public static NodeSnapshot? Pick(IEnumerable<NodeSnapshot> nodes, string region) => nodes
        .Where(node => node.Health == NodeHealth.Healthy)
        .OrderBy(node => node.Region == region ? 0 : 1)
        .ThenBy(node => node.CpuShare)
        .ThenBy(node => node.ActiveCalls)
        .FirstOrDefault();
}
