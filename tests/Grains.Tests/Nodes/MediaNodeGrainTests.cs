using OrleansConf.Grains.Nodes;
using OrleansConf.Grains.Tests.Cluster;

namespace OrleansConf.Grains.Tests.Nodes;

public sealed class MediaNodeGrainTests : IAsyncLifetime
{
    private ConferenceCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await ConferenceCluster.StartAsync();
        await Demo.SeedAsync(_cluster.Grains);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact(DisplayName = "R-CLU-3 a lost node's calls end at its last heartbeat, charged up to then, and free their seats")]
    public async Task Sweep_NoHeartbeat_ClosesCallsAtTheLastOne()
    {
        var node = Node();
        var lease = await node.RegisterAsync(Registration());
        var session = _cluster.Grains.GetGrain<ICallerSessionGrain>(Guid.NewGuid().ToString("N"));
        await session.OpenAsync(Demo.Opening(Demo.SharedTollFree, Now) with { NodeEpoch = lease.Epoch });
        await session.AnsweredAsync(Now);
        await session.EnterAsync(new CallEntry { Attempt = 1, ConferenceNumber = Demo.Conference, Pin = Demo.GuestPin });
        for (var i = 0; i < 35; i++)
        {
            _cluster.Time.Advance(TimeSpan.FromSeconds(2));
            Assert.True((await node.HeartbeatAsync(Heartbeat(lease.Epoch))).LeaseHeld);
        }

        var lastHeartbeat = Now;
        var listener = await _cluster.FollowAsync(Demo.Conference);
        _cluster.Time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TerminationReason.NodeLost, (await listener.NextAsync<ParticipantLeft>(TestContext.Current.CancellationToken)).Reason);
        Assert.False((await node.HeartbeatAsync(Heartbeat(lease.Epoch))).LeaseHeld);
        Assert.Equal(NodeHealth.Lost, (await node.GetSnapshotAsync())!.Health);

        var record = Assert.Single((await HistoryAsync()).Records);
        Assert.Equal(lastHeartbeat, record.EndedAt);
        Assert.Equal(new Termination(TerminationResult.ServerError, TerminationReason.NodeLost), record.Termination);
        Assert.Equal(new Money(3.28m, "EUR"), record.Charge);
        Assert.True((await node.RegisterAsync(Registration())).Epoch > lease.Epoch);
    }

    [Fact]
    public async Task Register_SameStartTwice_KeepsItsEpoch()
    {
        var registration = Registration();
        var first = await Node().RegisterAsync(registration);
        Assert.Equal(first.Epoch, (await Node().RegisterAsync(registration)).Epoch);
        Assert.Equal(first.Epoch + 1, (await Node().RegisterAsync(Registration())).Epoch);
    }

    [Fact]
    public async Task Register_NextStart_ClosesWhatTheLastLeftOpen()
    {
        var lease = await Node().RegisterAsync(Registration());
        var session = _cluster.Grains.GetGrain<ICallerSessionGrain>(Guid.NewGuid().ToString("N"));
        await session.OpenAsync(Demo.Opening(Demo.SharedToll, Now) with { NodeEpoch = lease.Epoch });
        await Node().RegisterAsync(Registration());
        Assert.Equal(TerminationReason.NodeLost, Assert.Single((await HistoryAsync(all: true)).Records).Termination.Reason);
    }

    [Fact(DisplayName = "R-CLU-4 a draining node is told so, and gets no new calls")]
    public async Task Drain_Node_IsNotPicked()
    {
        var lease = await Node().RegisterAsync(Registration());
        var directory = _cluster.Grains.GetGrain<INodeDirectoryGrain>(INodeDirectoryGrain.Key);
        Assert.Equal(Demo.Node, (await directory.PickAsync("eu-central"))?.Id);
        await Node().DrainAsync(true);
        Assert.True((await Node().HeartbeatAsync(Heartbeat(lease.Epoch))).Draining);
        Assert.Null(await directory.PickAsync("eu-central"));
        await Node().UnregisterAsync(lease.Epoch);
        Assert.Equal(NodeHealth.Gone, Assert.Single(await directory.ListAsync()).Health);
    }

    [Fact(DisplayName = "R-NUM-8 the least loaded healthy node of the region answers, else one of another region")]
    public void Pick_ByRegionThenLoad()
    {
        var busy = Snapshot("busy", "eu", NodeHealth.Healthy, 0.9);
        var idle = Snapshot("idle", "eu", NodeHealth.Healthy, 0.1);
        var draining = Snapshot("draining", "eu", NodeHealth.Draining, 0);
        var far = Snapshot("far", "us", NodeHealth.Healthy, 0);
        Assert.Equal(idle, NodeChoice.Pick([far, busy, draining, idle], "eu"));
        Assert.Equal(far, NodeChoice.Pick([far, draining], "eu"));
        Assert.Null(NodeChoice.Pick([draining], "eu"));
    }

    private DateTimeOffset Now => _cluster.Time.GetUtcNow();

    private IMediaNodeGrain Node() => _cluster.Grains.GetGrain<IMediaNodeGrain>(Demo.Node.Value);

    private Task<CallHistoryPage> HistoryAsync(bool all = false) =>
        _cluster.Grains.GetGrain<ICallHistoryGrain>(0).ListAsync(new CallHistoryQuery { Account = all ? null : Demo.Account });

    private static NodeRegistration Registration() =>
        new() { Region = "eu-central", SipAddress = "192.0.2.1:5060", Version = "1", ProcessStart = Guid.NewGuid() };

    private static NodeHeartbeat Heartbeat(long epoch) => new() { Epoch = epoch, ActiveCalls = 1, CpuShare = 0.5 };

    private static NodeSnapshot Snapshot(string id, string region, NodeHealth health, double cpu) => new()
    {
        Id = new NodeId(id),
        Region = region,
        SipAddress = "",
        Version = "",
        Health = health,
        Epoch = 1,
        ActiveCalls = 0,
        CpuShare = cpu,
        LastHeartbeat = default,
    };
}
