using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.WebPortal.Rooms;

/// <summary>What a page knows of a room right now.</summary>
/// <param name="Snapshot">Null when the room does not exist (any more).</param>
/// <param name="IsLive">False while the cluster does not answer; the snapshot is then the last one known.</param>
public sealed record RoomView(RoomSnapshot? Snapshot, bool IsLive);
