using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.WebPortal.Rooms;

internal static partial class RoomWatchLog
{
    [LoggerMessage(EventId = 6100, Level = LogLevel.Debug, Message = "Room {Room}: events between revision {Known} and {Seen} were lost; fetching the snapshot.")]
    public static partial void EventsMissed(this ILogger log, RoomId room, long known, long seen);

    [LoggerMessage(EventId = 6101, Level = LogLevel.Warning, Message = "Room {Room} cannot be followed now; trying again.")]
    public static partial void RoomUnreachable(this ILogger log, Exception failure, RoomId room);

    [LoggerMessage(EventId = 6102, Level = LogLevel.Debug, Message = "Room {Room}: the subscription was left to run out.")]
    public static partial void UnsubscribeFailed(this ILogger log, Exception failure, RoomId room);
}
