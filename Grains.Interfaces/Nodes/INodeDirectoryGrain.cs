using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OrleansConf.Grains.Interfaces.Nodes;

/// <summary>All media nodes. One grain, key <see cref="Key"/>; nodes are few and report every few seconds.</summary>
[Alias("conf.node-directory"), GrainInterfaceType("conf.node-directory")]
public interface INodeDirectoryGrain : IGrainWithStringKey
{
    const string Key = "world";

    [Alias("report")] Task ReportAsync(NodeSnapshot node);

    [Alias("list"), ReadOnly] Task<ImmutableArray<NodeSnapshot>> ListAsync();

    /// <summary>The least loaded healthy node of the region, else of any; null when there is none (R-NUM-8).</summary>
    [Alias("pick"), ReadOnly] Task<NodeSnapshot?> PickAsync(string region);
}
