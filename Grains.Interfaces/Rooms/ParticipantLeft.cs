using OrleansConf.Grains.Interfaces.Calls;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>A seat is free again.</summary>
[GenerateSerializer, Immutable, Alias("conf.event.left")]
public sealed record ParticipantLeft : RoomEvent
{
    [Id(0)] public required ParticipantId Participant { get; init; }

    [Id(1)] public required CallId CallId { get; init; }

    /// <summary>Reason slug of the leaving, e.g. <c>caller-hung-up</c>.</summary>
    [Id(2)] public required string Reason { get; init; }
}
