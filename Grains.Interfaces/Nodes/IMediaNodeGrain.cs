using Orleans.Concurrency;

namespace OrleansConf.Grains.Interfaces.Nodes;

/// <summary>One media node's lease (key: <see cref="NodeId"/>). When it lapses, the node's open calls are closed at its last heartbeat.</summary>
[Alias("conf.node"), GrainInterfaceType("conf.node")]
public interface IMediaNodeGrain : IGrainWithStringKey
{
    /// <summary>Takes or renews the lease; calls of an earlier epoch that are still open are closed.</summary>
    [Alias("register")] Task<NodeLease> RegisterAsync(NodeRegistration registration);

    [Alias("heartbeat")] Task<NodeOrders> HeartbeatAsync(NodeHeartbeat heartbeat);

    /// <summary>Orders a call; the node hears of it with its next heartbeat. False when it takes none now.</summary>
    [Alias("place")] Task<bool> PlaceCallAsync(OutboundCallOrder order);

    /// <summary>Stops (or allows again) new calls on the node.</summary>
    [Alias("drain")] Task DrainAsync(bool draining);

    /// <summary>Clean stop: the node has no calls any more.</summary>
    [Alias("unregister")] Task UnregisterAsync(long epoch);

    /// <summary>Null when the node was never seen.</summary>
    [Alias("snapshot"), ReadOnly] Task<NodeSnapshot?> GetSnapshotAsync();
}
