using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.WebPortal.Accounts;

namespace OrleansConf.WebPortal.Nodes;

/// <summary>Media nodes for the operator's page and the status line.</summary>
public sealed class PortalNodes(IGrainFactory grains, PortalSession session)
{
    /// <summary>Empty for everyone but operators.</summary>
    public async Task<ImmutableArray<NodeSnapshot>> ListAsync() =>
        await session.GetAsync() is { IsOperator: true } ? [.. (await AllAsync()).OrderBy(n => n.Region).ThenBy(n => n.Id.Value)] : [];

    /// <summary>Stops new calls on a node, or allows them again; false when the user may not.</summary>
    public async Task<bool> DrainAsync(NodeId node, bool draining)
    {
        if (await session.GetAsync() is not { IsOperator: true })
            return false;
        await grains.GetGrain<IMediaNodeGrain>(node.Value).DrainAsync(draining);
        return true;
    }

    /// <summary>Whether callers are answered anywhere now.</summary>
    public async Task<bool> IsAnsweringAsync() => (await AllAsync()).Any(n => n.Health == NodeHealth.Healthy);

    private Task<ImmutableArray<NodeSnapshot>> AllAsync() => grains.GetGrain<INodeDirectoryGrain>(INodeDirectoryGrain.Key).ListAsync();
}
