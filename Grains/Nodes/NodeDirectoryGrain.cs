using System.Collections.Immutable;

namespace OrleansConf.Grains.Nodes;

/// <inheritdoc cref="INodeDirectoryGrain"/>
[GrainType("conf.node-directory")]
internal sealed class NodeDirectoryGrain(
    [PersistentState("node-directory")] IPersistentState<NodeDirectoryState> store) : Grain, INodeDirectoryGrain
{
    public Task ReportAsync(NodeSnapshot node)
    {
        var known = store.State.Nodes.GetValueOrDefault(node.Id);
        store.State.Nodes[node.Id] = node;

        // Load changes with each heartbeat and is told again within seconds; only what lasts is stored.
        return known is not null && known.Epoch == node.Epoch && known.Health == node.Health && known.Region == node.Region
            ? Task.CompletedTask
            : store.WriteStateAsync();
    }

    public Task<ImmutableArray<NodeSnapshot>> ListAsync() =>
        Task.FromResult(store.State.Nodes.Values.OrderBy(node => node.Id.Value, StringComparer.Ordinal).ToImmutableArray());

    public Task<NodeSnapshot?> PickAsync(string region) => Task.FromResult(NodeChoice.Pick(store.State.Nodes.Values, region));
}
