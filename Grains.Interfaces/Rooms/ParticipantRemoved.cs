using OrleansConf.Grains.Interfaces.Calls;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>The node that carries the call must end it; <see cref="ParticipantLeft"/> follows.</summary>
[GenerateSerializer, Immutable, Alias("conf.event.removed")]
public sealed record ParticipantRemoved : RoomEvent
{
    [Id(0)] public required ParticipantId Participant { get; init; }

    [Id(1)] public required CallId CallId { get; init; }

    /// <summary>Reason slug: <c>removed-by-moderator</c>, <c>conference-ended</c>, <c>window-over</c>, <c>no-credit</c>, <c>waited-too-long</c>.</summary>
    [Id(2)] public required string Reason { get; init; }
}
