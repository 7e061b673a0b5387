using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Billing;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.MediaNode.Cluster;

/// <summary>What a media node asks of the cluster. The only place of this program that calls grains.</summary>
/// <remarks>Any thread. Each call may throw what Orleans throws when no silo answers in time.</remarks>
public sealed partial class ClusterGateway(IGrainFactory grains, TimeProvider time, ILogger<ClusterGateway> logger)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    public Task<CallOpened> OpenAsync(CallId call, CallOpening opening) => Session(call).OpenAsync(opening);

    public Task AnsweredAsync(CallId call, DateTimeOffset answeredAt) => Session(call).AnsweredAsync(answeredAt);

    public Task<Admission> EnterAsync(CallId call, CallEntry entry) => Session(call).EnterAsync(entry);

    /// <summary>More time for a call that costs its account.</summary>
    public Task<CreditGrant> RenewAsync(CallId call, int renewal) => Session(call).RenewAsync(renewal);

    /// <summary>Says the end of a call until the cluster has heard it; the session takes a repeated end as one.</summary>
    /// <remarks>Returns without success only when <paramref name="giveUp"/> fires; the node's lapsing lease closes the call then.</remarks>
    public async Task EndAsync(CallId call, CallEnding ending, CancellationToken giveUp)
    {
        var delay = FirstRetry;
        while (true)
        {
            try
            {
                await Session(call).EndAsync(ending);
                return;
            }
            catch (Exception failure) when (!giveUp.IsCancellationRequested)
            {
                LogEndRetried(call, failure.Message);
            }

            await Task.Delay(delay, time, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (giveUp.IsCancellationRequested)
                return;
            delay = delay * 2 < LongestRetry ? delay * 2 : LongestRetry;
        }
    }

    public Task<RoomCommandOutcome> CommandAsync(RoomId room, RoomCommand command) => Room(room).CommandAsync(command);

    public Task<DialOutOutcome> DialOutAsync(RoomId room, DialOutRequest request) => Room(room).DialOutAsync(request);

    public Task DialOutEndedAsync(RoomId room, DialOutEnd end) => Room(room).DialOutEndedAsync(end);

    public Task ReportTalkersAsync(RoomId room, TalkerReport report) => Room(room).ReportTalkersAsync(report);

    public Task<RoomSnapshot?> SubscribeAsync(RoomId room, IRoomObserver reference) => Room(room).SubscribeAsync(reference);

    public Task<RoomSnapshot?> GetSnapshotAsync(RoomId room) => Room(room).GetSnapshotAsync();

    public Task UnsubscribeAsync(RoomId room, IRoomObserver reference) => Room(room).UnsubscribeAsync(reference);

    public Task<ImmutableArray<ParticipantId>> RestoreSeatsAsync(RoomId room, NodeId node, ImmutableArray<SeatClaim> seats) =>
        Room(room).RestoreSeatsAsync(node, seats);

    /// <summary>A reference that grains can call; the caller keeps <paramref name="observer"/> alive.</summary>
    public IRoomObserver CreateReference(IRoomObserver observer) => grains.CreateObjectReference<IRoomObserver>(observer);

    public IMediaNodeGrain Node(NodeId node) => grains.GetGrain<IMediaNodeGrain>(node.Value);

    private ICallerSessionGrain Session(CallId call) => grains.GetGrain<ICallerSessionGrain>(call.Value);

    private IConferenceRoomGrain Room(RoomId room) => grains.GetGrain<IConferenceRoomGrain>(room.Value);
}
