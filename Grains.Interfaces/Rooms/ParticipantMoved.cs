using OrleansConf.Grains.Interfaces.Calls;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>The node that carries the call must bring it into another room; <see cref="ParticipantLeft"/> follows.</summary>
[GenerateSerializer, Immutable, Alias("conf.event.moved")]
public sealed record ParticipantMoved : RoomEvent
{
    [Id(0)] public required ParticipantId Participant { get; init; }
    [Id(1)] public required CallId CallId { get; init; }

    /// <summary>A room of the same account.</summary>
    [Id(2)] public required RoomId Destination { get; init; }
}
