namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>One press of the room's remote control, from portal or keypad.</summary>
[GenerateSerializer, Immutable, Alias("conf.room-command")]
public sealed record RoomCommand
{
    /// <summary>Repeating a command id returns its first answer.</summary>
    [Id(0)] public required Guid CommandId { get; init; }

    [Id(1)] public required RoomAction Action { get; init; }

    /// <summary>Whom it concerns; null for commands to the whole room.</summary>
    [Id(2)] public ParticipantId? Target { get; init; }

    /// <summary>The participant who pressed the key; null when it comes from the portal, which has checked the user.</summary>
    [Id(3)] public ParticipantId? By { get; init; }

    [Id(4)] public SpeakMode? SpeakMode { get; init; }

    /// <summary>With <see cref="RoomAction.Move"/>.</summary>
    [Id(5)] public RoomId? Destination { get; init; }
}
