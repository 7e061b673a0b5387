using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.WebPortal.Rooms;

/// <summary>Every room that pages of this process show, each followed once however many look at it.</summary>
public sealed class RoomWatches(IGrainFactory grains, TimeProvider time, ILogger<RoomWatches> log) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RoomId, RoomWatch> _watches = [];

    /// <summary>Returns after the cluster answered once (or failed to).</summary>
    /// <param name="changed">Called on any thread, with every new view.</param>
    public async Task<RoomFollowing> FollowAsync(RoomId room, Action<RoomView> changed)
    {
        RoomWatch? watch;
        lock (_gate)
        {
            if (!_watches.TryGetValue(room, out watch))
            {
                _watches[room] = watch = new RoomWatch(grains, room, time, log);
                watch.Start();
            }

            watch.Add(changed);
        }

        await watch.FirstView;
        return new RoomFollowing(() => watch.View, () => LeaveAsync(room, watch, changed));
    }

    public async ValueTask DisposeAsync()
    {
        RoomWatch[] all;
        lock (_gate)
        {
            all = [.. _watches.Values];
            _watches.Clear();
        }

        await Task.WhenAll(all.Select(watch => watch.DisposeAsync().AsTask()));
    }

    private async ValueTask LeaveAsync(RoomId room, RoomWatch watch, Action<RoomView> changed)
    {
        lock (_gate)
        {
            if (watch.Remove(changed) > 0 || !_watches.TryGetValue(room, out var current) || current != watch)
                return;
            _watches.Remove(room);
        }

        await watch.DisposeAsync();
    }
}
