namespace OrleansConf.Grains.Rooms;

/// <summary>What is stored of a room: its definition with protected PINs, and what its moderators set in the running conference.</summary>
[GenerateSerializer, Alias("conf.state.room")]
public sealed class RoomState
{
    /// <summary>Null: there is no such room.</summary>
    [Id(0)] public RoomDefinition? Definition { get; set; }

    /// <summary>When the room was deleted; its number rests for a while before it is given out again.</summary>
    [Id(1)] public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The conference that the following settings belong to.</summary>
    [Id(2)] public string? ConferenceId { get; set; }

    [Id(3)] public bool Locked { get; set; }

    [Id(4)] public bool GuestsMuted { get; set; }

    [Id(5)] public SpeakMode SpeakMode { get; set; }

    [Id(6)] public EntrySound EntrySound { get; set; }
    [Id(7)] public RecordingPhase Recording { get; set; }

    /// <summary>When the last moderator left a conference that goes on.</summary>
    [Id(8)] public DateTimeOffset? WithoutModeratorSince { get; set; }
}
