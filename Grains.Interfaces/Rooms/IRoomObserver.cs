using Orleans.Concurrency;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>A media node or portal that follows a room. Subscriptions are leases: renew them.</summary>
[Alias("conf.room-observer")]
public interface IRoomObserver : IGrainObserver
{
    [Alias("event"), OneWay] Task OnRoomEventAsync(RoomEvent roomEvent);
}
