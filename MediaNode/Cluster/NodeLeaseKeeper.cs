using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.MediaNode.Calls;
using OrleansConf.MediaNode.Hosting;

namespace OrleansConf.MediaNode.Cluster;

/// <summary>Holds the node's lease: registers, heartbeats, obeys drain orders. Without a lease no call is taken.</summary>
public sealed partial class NodeLeaseKeeper(
    ClusterGateway cluster,
    CallRegistry calls,
    Lazy<CallPlacer> placer,
    NodeAddress address,
    IOptions<NodeOptions> node,
    TimeProvider time,
    ILogger<NodeLeaseKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private ImmutableArray<CallId> _placed = [];

    private readonly Guid _processStart = Guid.NewGuid();
    private readonly CpuShare _cpu = new(time);
    private readonly TaskCompletionSource _firstLease = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the node holds a lease for the first time.</summary>
    public Task FirstLease => _firstLease.Task;

    /// <summary>Clean stop, after the last call has ended: the cluster need not wait for the lease to lapse.</summary>
    public async Task UnregisterAsync()
    {
        if (calls.Epoch is { } epoch)
            await cluster.Node(new NodeId(node.Value.Id)).UnregisterAsync(epoch);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await address.Known.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var lease = await RegisterAsync();
                await HoldAsync(lease, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogClusterAway(failure.Message);
                await Task.Delay(RetryDelay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<NodeLease> RegisterAsync()
    {
        var lease = await cluster.Node(new NodeId(node.Value.Id)).RegisterAsync(new NodeRegistration
        {
            Region = node.Value.Region,
            SipAddress = address.SipAddress,
            Version = typeof(NodeLeaseKeeper).Assembly.GetName().Version?.ToString(3) ?? "0",
            ProcessStart = _processStart,
        });
        calls.LeaseTaken(lease.Epoch);
        LogLeaseTaken(node.Value.Id, lease.Epoch);
        _firstLease.TrySetResult();
        return lease;
    }

    /// <summary>Heartbeats until the lease is lost: said so by the cluster, or unheard for the whole lease.</summary>
    private async Task HoldAsync(NodeLease lease, CancellationToken stoppingToken)
    {
        var heardAt = time.GetTimestamp();
        using var timer = new PeriodicTimer(lease.HeartbeatInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            NodeOrders? orders = null;
            try
            {
                orders = await HeartbeatAsync(lease.Epoch);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogClusterAway(failure.Message);
            }

            if (orders is { LeaseHeld: true })
            {
                heardAt = time.GetTimestamp();
                calls.Draining = orders.Draining;
                _placed = orders.Calls.IsEmpty ? [] : [.. placer.Value.Place(orders.Calls, lease.Epoch)];
                continue;
            }

            // Silence alone ends no call: the cluster may be the one that is away, and its clock for our lease stands
            // still with it. Only its word that the lease is gone means that our calls were closed already.
            if (orders is null)
            {
                if (time.GetElapsedTime(heardAt) > lease.Duration)
                    calls.Draining = true;
                continue;
            }

            LogLeaseLost(node.Value.Id, lease.Epoch);
            calls.LeaseLost();
            return;
        }
    }

    private Task<NodeOrders> HeartbeatAsync(long epoch) => cluster.Node(new NodeId(node.Value.Id)).HeartbeatAsync(new NodeHeartbeat
    {
        Epoch = epoch,
        ActiveCalls = calls.Count,
        CpuShare = _cpu.Read(),
        Placed = _placed,
    });
}
