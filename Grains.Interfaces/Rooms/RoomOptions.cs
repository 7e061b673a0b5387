namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>An organizer's choices for a room.</summary>
[GenerateSerializer, Immutable, Alias("conf.room-options")]
public sealed record RoomOptions
{
    [Id(0)] public bool JoinMuted { get; init; }

    [Id(1)] public SpeakMode SpeakMode { get; init; }

    /// <summary>Guests wait with music until a moderator is in (R-CALL-5).</summary>
    [Id(2)] public bool WaitForModerator { get; init; }

    [Id(3)] public EntrySound EntrySound { get; init; } = EntrySound.Tone;

    /// <summary>"You are alone" prompt for a single participant.</summary>
    [Id(4)] public bool AlonePrompt { get; init; } = true;
}
