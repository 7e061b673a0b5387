namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>Someone took a seat.</summary>
[GenerateSerializer, Immutable, Alias("conf.event.joined")]
public sealed record ParticipantJoined : RoomEvent
{
    [Id(0)] public required Participant Participant { get; init; }
}
