using Microsoft.Extensions.Logging;

namespace OrleansConf.Grains.Rooms;

internal sealed partial class ConferenceRoomGrain
{
    [LoggerMessage(5010, LogLevel.Information, "Room {Room} came to life again with {Count} participants from the call journal")]
    private partial void LogRestored(RoomId room, int count);
}
