using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.MediaNode.Calls;

public sealed partial class RoomSeats
{
    [LoggerMessage(4520, LogLevel.Warning, "Room {Room} is out of reach: {Cause}")]
    private partial void LogRoomOutOfReach(RoomId room, string cause);

    [LoggerMessage(4521, LogLevel.Information, "Room {Room} came to life again; {Seats} seats restored")]
    private partial void LogSeatsRestored(RoomId room, int seats);
}
