using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.WebPortal.Rooms;

/// <summary>One press of a button of the live room.</summary>
public sealed record RoomPress(RoomAction Action)
{
    public ParticipantId? Target { get; init; }

    /// <summary>With <see cref="RoomAction.SetSpeakMode"/>.</summary>
    public SpeakMode? SpeakMode { get; init; }

    /// <summary>With <see cref="RoomAction.Move"/>.</summary>
    public RoomId? Destination { get; init; }
}
