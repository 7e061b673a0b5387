using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansConf.Grains.Calls;

namespace OrleansConf.Grains.Nodes;

/// <inheritdoc cref="IMediaNodeGrain"/>
/// <remarks>
/// Each heartbeat is stored, so that the calls of a lost node end at the right instant even when the silo is lost with it. A
/// reminder brings the grain back to life for that.
/// </remarks>
[GrainType("conf.node")]
internal sealed partial class MediaNodeGrain(
    [PersistentState("node")] IPersistentState<MediaNodeState> store,
    ICallJournal journal,
    IOptions<NodeOptions> options,
    TimeProvider time,
    ILogger<MediaNodeGrain> logger) : Grain, IMediaNodeGrain, IRemindable
{
    private const string LeaseReminder = "lease";
    private const int ClosedTogether = 32;

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(1);

    private IGrainTimer? _sweep;
    private DateTimeOffset _leaseFrom;
    private int _activeCalls;
    private double _cpuShare;
    private ImmutableArray<OutboundCallOrder> _orders = [];

    private NodeId Id => new(this.GetPrimaryKeyString());

    private bool HoldsLease => store.State.Registration is not null && store.State.Health is NodeHealth.Healthy or NodeHealth.Draining;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // While no silo had this grain no heartbeat could arrive: the node gets a whole lease from now.
        _leaseFrom = time.GetUtcNow();
        if (HoldsLease || HasCallsToClose)
            StartSweep();
        return Task.CompletedTask;
    }

    public async Task<NodeLease> RegisterAsync(NodeRegistration registration)
    {
        var isSameStart = HoldsLease && store.State.Registration?.ProcessStart == registration.ProcessStart;
        if (!isSameStart)
        {
            if (store.State.Registration is not null)
                await CloseCallsAsync(store.State.Epoch);
            store.State.Epoch++;
            store.State.LastHeartbeat = time.GetUtcNow();
            store.State.Health = store.State.Draining ? NodeHealth.Draining : NodeHealth.Healthy;
            LogRegistered(Id, registration.Region, store.State.Epoch);
        }

        store.State.Registration = registration;
        _leaseFrom = time.GetUtcNow();
        await store.WriteStateAsync();
        await this.RegisterOrUpdateReminder(LeaseReminder, ReminderPeriod, ReminderPeriod);
        StartSweep();
        await ReportAsync();
        return new NodeLease { Epoch = store.State.Epoch, HeartbeatInterval = options.Value.HeartbeatInterval, Duration = options.Value.LeaseDuration };
    }

    public async Task<NodeOrders> HeartbeatAsync(NodeHeartbeat heartbeat)
    {
        if (!HoldsLease || heartbeat.Epoch != store.State.Epoch)
            return new NodeOrders { LeaseHeld = false, Draining = store.State.Draining };
        _leaseFrom = time.GetUtcNow();
        _activeCalls = heartbeat.ActiveCalls;
        _cpuShare = heartbeat.CpuShare;
        store.State.LastHeartbeat = _leaseFrom;
        await store.WriteStateAsync();
        await ReportAsync();
        _orders = _orders.RemoveAll(order => heartbeat.Placed.Contains(order.Call));
        return new NodeOrders { LeaseHeld = true, Draining = store.State.Draining, Calls = _orders };
    }

    public Task<bool> PlaceCallAsync(OutboundCallOrder order)
    {
        if (!HoldsLease || store.State.Draining)
            return Task.FromResult(false);
        if (!_orders.Any(known => known.Call == order.Call))
            _orders = _orders.Add(order);
        return Task.FromResult(true);
    }

    public async Task DrainAsync(bool draining)
    {
        store.State.Draining = draining;
        if (HoldsLease)
            store.State.Health = draining ? NodeHealth.Draining : NodeHealth.Healthy;
        await store.WriteStateAsync();
        if (store.State.Registration is not null)
            await ReportAsync();
    }

    public async Task UnregisterAsync(long epoch)
    {
        if (!HoldsLease || epoch != store.State.Epoch)
            return;
        store.State.Health = NodeHealth.Gone;
        store.State.LastHeartbeat = time.GetUtcNow();
        _activeCalls = 0;
        await store.WriteStateAsync();
        await ReportAsync();
        await CloseCallsAsync(epoch);
        await RestAsync();
    }

    public Task<NodeSnapshot?> GetSnapshotAsync() => Task.FromResult(Snapshot());

    public Task ReceiveReminder(string reminderName, TickStatus status) => SweepAsync(CancellationToken.None);

    private bool HasCallsToClose => store.State.ClosedEpoch < store.State.Epoch;

    private NodeSnapshot? Snapshot() => store.State.Registration is not { } registration ? null : new NodeSnapshot
    {
        Id = Id,
        Region = registration.Region,
        SipAddress = registration.SipAddress,
        Version = registration.Version,
        Health = store.State.Health,
        Epoch = store.State.Epoch,
        ActiveCalls = _activeCalls,
        CpuShare = _cpuShare,
        LastHeartbeat = store.State.LastHeartbeat,
    };

    private Task ReportAsync() => Snapshot() is { } snapshot
        ? GrainFactory.GetGrain<INodeDirectoryGrain>(INodeDirectoryGrain.Key).ReportAsync(snapshot)
        : Task.CompletedTask;

    private void StartSweep()
    {
        var timer = new GrainTimerCreationOptions { DueTime = SweepPeriod, Period = SweepPeriod, KeepAlive = true };
        _sweep ??= this.RegisterGrainTimer(SweepAsync, timer);
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (HoldsLease)
        {
            if (time.GetUtcNow() - _leaseFrom < options.Value.LeaseDuration)
                return;
            LogLost(Id, store.State.LastHeartbeat);
            store.State.Health = NodeHealth.Lost;
            _activeCalls = 0;
            await store.WriteStateAsync(cancellationToken);
            await ReportAsync();
        }

        if (HasCallsToClose)
            await CloseCallsAsync(store.State.Epoch);
        if (!HoldsLease && !HasCallsToClose)
            await RestAsync();
    }

    private async Task RestAsync()
    {
        _sweep?.Dispose();
        _sweep = null;
        if (!HasCallsToClose && await this.GetReminder(LeaseReminder) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    /// <summary>Ends what the node left open, at its last sign of life; whatever fails stays for the next sweep.</summary>
    private async Task CloseCallsAsync(long epoch)
    {
        var ending = new CallEnding
        {
            EndedAt = store.State.LastHeartbeat,
            Termination = Termination.ServerError(TerminationReason.NodeLost),
        };
        var open = await journal.ListOpenAsync(Id, epoch);
        foreach (var some in open.Chunk(ClosedTogether))
            await Task.WhenAll(some.Select(call => GrainFactory.GetGrain<ICallerSessionGrain>(call.Value).EndAsync(ending)));
        if (open.Length > 0)
            LogClosed(Id, open.Length);
        store.State.ClosedEpoch = epoch;
        await store.WriteStateAsync();
    }
}
