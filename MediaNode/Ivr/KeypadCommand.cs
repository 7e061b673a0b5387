namespace OrleansConf.MediaNode.Ivr;

/// <summary>What a participant asks for by keys. A command that names two states toggles between them.</summary>
public enum KeypadCommand
{
    MuteSelf = 0,
    ListenUp = 1,
    ListenDown = 2,
    TalkUp = 3,
    TalkDown = 4,
    LeaveMenu = 5,
    RaiseHand = 6,
    Count = 7,
    RollCall = 8,
    Help = 9,
    MuteOthers = 10,
    Lock = 11,
    RemoveLast = 12,
    End = 13,
    EntryTones = 14,
    DialOut = 15,
    Record = 16,
    Lecture = 17,

    /// <summary>The prefix of a map that stays open was pressed: its menu may be spoken. Not for maps to assign.</summary>
    OpenMenu = 18,
}
