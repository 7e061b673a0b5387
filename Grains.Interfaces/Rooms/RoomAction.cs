namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>What a moderator (or a participant, for himself) can do to a running room. Frozen by a test.</summary>
[GenerateSerializer, Alias("conf.room-action")]
public enum RoomAction
{
    Mute = 0,
    Unmute = 1,
    MuteGuests = 2,
    UnmuteGuests = 3,
    Remove = 4,
    Lock = 5,
    Unlock = 6,
    End = 7,
    RaiseHand = 8,
    LowerHand = 9,
    Promote = 10,
    RemoveLastJoined = 11,
    SetSpeakMode = 12,
    ToggleEntrySounds = 13,

    /// <summary>Into another room of the account; see <see cref="RoomCommand.Destination"/>.</summary>
    Move = 14,
    StartRecording = 15,
    PauseRecording = 16,
    StopRecording = 17,
}
