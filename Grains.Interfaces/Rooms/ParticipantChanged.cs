namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>A seat's role, mute, waiting or hand changed.</summary>
[GenerateSerializer, Immutable, Alias("conf.event.changed")]
public sealed record ParticipantChanged : RoomEvent
{
    [Id(0)] public required Participant Participant { get; init; }
}
