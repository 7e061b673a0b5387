using System.Collections.Immutable;
using System.Threading.Channels;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.WebPortal.Rooms;

/// <summary>One room followed on behalf of every page of this process that shows it.</summary>
/// <remarks>Any thread may call; state changes under the lock, followers are told outside of it and in no promised order.</remarks>
internal sealed class RoomWatch : IRoomObserver, IAsyncDisposable
{
    /// <summary>Far below the lease of a minute: a silo that dies takes the subscription with it, and nobody tells.</summary>
    public static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly IGrainFactory _grains;
    private readonly RoomId _room;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private ImmutableList<Action<RoomView>> _followers = [];
    private RoomView _view = new(null, IsLive: false);
    private (Guid Incarnation, long Revision) _newest;
    private Task _loop = Task.CompletedTask;

    public RoomWatch(IGrainFactory grains, RoomId room, TimeProvider time, ILogger log) =>
        (_grains, _room, _time, _log) = (grains, room, time, log);

    public RoomView View
    {
        get { lock (_gate) return _view; }
    }

    /// <summary>Completes with the first answer of the cluster, or its first failure.</summary>
    public Task FirstView => _first.Task;

    public void Start() => _loop = Task.Run(FollowAsync);

    public void Add(Action<RoomView> follower)
    {
        lock (_gate) _followers = _followers.Add(follower);
    }

    /// <summary>How many follow still.</summary>
    public int Remove(Action<RoomView> follower)
    {
        lock (_gate)
        {
            _followers = _followers.Remove(follower);
            return _followers.Count;
        }
    }

    public Task OnRoomEventAsync(RoomEvent roomEvent)
    {
        RoomView? changed = null;
        lock (_gate)
        {
            if (roomEvent.Incarnation != _newest.Incarnation || roomEvent.Revision > _newest.Revision)
                _newest = (roomEvent.Incarnation, roomEvent.Revision);
            if (_view.Snapshot is not { } room)
                return Task.CompletedTask;

            switch (RoomPicture.Apply(room, roomEvent, out var next))
            {
                case RoomNews.Applied:
                    changed = _view = new RoomView(next, IsLive: true);
                    break;
                case RoomNews.Missed:
                    _log.EventsMissed(_room, room.Revision, roomEvent.Revision);
                    _wake.Writer.TryWrite(true);
                    break;
            }
        }

        Tell(changed);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        // The runtime keeps a weak reference to the observer; this object is kept by RoomWatches.
        var self = _grains.CreateObjectReference<IRoomObserver>(this);
        var grain = _grains.GetGrain<IConferenceRoomGrain>(_room.Value);
        try
        {
            while (!_stop.IsCancellationRequested)
                await PauseAsync(await RenewAsync(grain, self));
        }
        finally
        {
            await UnsubscribeAsync(grain, self);
        }
    }

    /// <summary>How long to wait before the next renewal.</summary>
    private async Task<TimeSpan> RenewAsync(IConferenceRoomGrain grain, IRoomObserver self)
    {
        try
        {
            var behind = Accept(await grain.SubscribeAsync(self));
            _first.TrySetResult();
            return behind ? TimeSpan.Zero : RenewInterval;
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested)
        {
            _log.RoomUnreachable(failure, _room);
            RoomView stale;
            lock (_gate) stale = _view = _view with { IsLive = false };
            Tell(stale);
            _first.TrySetResult();
            return RetryInterval;
        }
    }

    /// <summary>True when an event newer than the snapshot came while the snapshot was under way.</summary>
    private bool Accept(RoomSnapshot? snapshot)
    {
        RoomView view;
        bool behind;
        lock (_gate)
        {
            var older = snapshot is not null && _view.Snapshot is { } known
                && known.Incarnation == snapshot.Incarnation && known.Revision > snapshot.Revision;
            view = _view = older ? _view with { IsLive = true } : new RoomView(snapshot, IsLive: true);
            behind = view.Snapshot is { } now && now.Incarnation == _newest.Incarnation && now.Revision < _newest.Revision;
        }

        Tell(view);
        return behind;
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        using var timeout = new CancellationTokenSource(pause, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Token);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time is up, or the watch ends.
        }
    }

    private async Task UnsubscribeAsync(IConferenceRoomGrain grain, IRoomObserver self)
    {
        try
        {
            await grain.UnsubscribeAsync(self);
        }
        catch (Exception failure)
        {
            // The lease runs out by itself.
            _log.UnsubscribeFailed(failure, _room);
        }

        _grains.DeleteObjectReference<IRoomObserver>(self);
    }

    private void Tell(RoomView? view)
    {
        if (view is null)
            return;
        foreach (var follower in _followers)
            follower(view);
    }
}
