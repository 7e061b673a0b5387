namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>Lock, speak mode, entry sounds or recording changed.</summary>
[GenerateSerializer, Immutable, Alias("conf.event.room")]
public sealed record RoomChanged : RoomEvent
{
    [Id(0)] public required bool Locked { get; init; }

    [Id(1)] public required SpeakMode SpeakMode { get; init; }

    [Id(2)] public required bool GuestsMuted { get; init; }
    [Id(3)] public EntrySound EntrySound { get; init; }
    [Id(4)] public RecordingPhase Recording { get; init; }
}
