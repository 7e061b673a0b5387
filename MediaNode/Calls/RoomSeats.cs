using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Cluster;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Hosting;

namespace OrleansConf.MediaNode.Calls;

/// <summary>Keeps this node's calls in step with their rooms: follows each room while it has a seat here.</summary>
public sealed partial class RoomSeats : BackgroundService, IRoomObserver
{
    /// <summary>Leases of subscriptions last a minute; renewing often also finds rooms that moved to another silo.</summary>
    private static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<RoomId, NodeRoom> _rooms = new();
    private readonly ClusterGateway _cluster;
    private readonly MediaEngine _engine;
    private readonly SeatUpdates _updates;
    private readonly NodeId _node;
    private readonly TimeProvider _time;
    private readonly ILogger<RoomSeats> _logger;
    private readonly Lazy<IRoomObserver> _reference;

    public RoomSeats(
        ClusterGateway cluster, MediaEngine engine, PromptClips prompts, IOptions<NodeOptions> node, TimeProvider time, ILogger<RoomSeats> logger)
    {
        _cluster = cluster;
        _engine = engine;
        _updates = new SeatUpdates(prompts, time);
        _node = new NodeId(node.Value.Id);
        _time = time;
        _logger = logger;
        _reference = new Lazy<IRoomObserver>(() => cluster.CreateReference(this));
    }

    /// <summary>The rooms with seats here, for the talker reports.</summary>
    public IEnumerable<NodeRoom> Rooms => _rooms.Values;

    /// <summary>Puts an admitted call into its room's mix and begins to follow the room.</summary>
    public NodeRoom Join(Seat seat, RoomId id, EntrySound entrySound)
    {
        while (true)
        {
            var room = _rooms.GetOrAdd(id, static (key, engine) => new NodeRoom(key, engine.GetOrAddRoom(key.Value)), _engine);
            bool first;
            lock (room.Gate)
            {
                if (room.Closed)
                    continue;
                first = room.Seats.Count == 0;
                room.Seats[seat.Id] = seat;
                room.EntrySound = entrySound;
                _updates.Begin(room, seat);
            }

            if (first)
                _ = FollowAsync(room);
            return room;
        }
    }

    /// <summary>Takes the call out of the mix.</summary>
    public void Leave(NodeRoom room, Seat seat)
    {
        lock (room.Gate)
        {
            room.Seats.Remove(seat.Id);
            seat.Media.Leg.LeaveRoom();
            if (room.Seats.Count > 0)
                return;
            room.Closed = true;
            _rooms.TryRemove(new KeyValuePair<RoomId, NodeRoom>(room.Id, room));
        }

        _ = UnfollowAsync(room);
    }

    public Task OnRoomEventAsync(RoomEvent roomEvent)
    {
        if (!_rooms.TryGetValue(roomEvent.Room, out var room))
            return Task.CompletedTask;
        bool gap;
        lock (room.Gate)
        {
            gap = room.Revision >= 0 && (roomEvent.Incarnation != room.Incarnation || roomEvent.Revision > room.Revision + 1);
            if (roomEvent.Incarnation == room.Incarnation && roomEvent.Revision > room.Revision)
                room.Revision = roomEvent.Revision;
            _updates.Apply(room, roomEvent);
        }

        return gap ? FollowAsync(room) : Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RenewInterval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var room in _rooms.Values)
                await FollowAsync(room);
        }
    }

    /// <summary>Subscribes or renews, and takes the snapshot that comes back.</summary>
    private async Task FollowAsync(NodeRoom room)
    {
        try
        {
            if (await _cluster.SubscribeAsync(room.Id, _reference.Value) is not { } snapshot)
                return;
            ImmutableArray<SeatClaim> unknown;
            lock (room.Gate)
            {
                unknown = _updates.Apply(room, snapshot, _node);
            }

            if (unknown.Length > 0)
                await RestoreAsync(room, unknown);
        }
        catch (Exception failure)
        {
            LogRoomOutOfReach(room.Id, failure.Message);
        }
    }

    /// <summary>The room came to life again without our calls: it takes them back, or says which must end.</summary>
    private async Task RestoreAsync(NodeRoom room, ImmutableArray<SeatClaim> seats)
    {
        LogSeatsRestored(room.Id, seats.Length);
        var refused = await _cluster.RestoreSeatsAsync(room.Id, _node, seats);
        lock (room.Gate)
        {
            foreach (var id in refused)
            {
                if (room.Seats.TryGetValue(id, out var seat))
                    seat.Call.TryEnd(Termination.Success(TerminationReason.ConferenceEnded));
            }
        }
    }

    private async Task UnfollowAsync(NodeRoom room)
    {
        try
        {
            await _cluster.UnsubscribeAsync(room.Id, _reference.Value);
        }
        catch (Exception failure)
        {
            // The lease of the subscription runs out by itself.
            LogRoomOutOfReach(room.Id, failure.Message);
        }
    }
}
