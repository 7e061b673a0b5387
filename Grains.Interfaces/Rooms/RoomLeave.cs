using OrleansConf.Grains.Interfaces.Calls;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>A call that no longer sits in the room.</summary>
[GenerateSerializer, Immutable, Alias("conf.room-leave")]
public sealed record RoomLeave
{
    [Id(0)] public required CallId CallId { get; init; }

    /// <summary>Reason slug of the call's termination.</summary>
    [Id(1)] public required string Reason { get; init; }
}
