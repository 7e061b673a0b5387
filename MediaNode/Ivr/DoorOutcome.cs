namespace OrleansConf.MediaNode.Ivr;

public enum DoorOutcome
{
    Admitted = 0,

    /// <summary>No such room. The caller hears the same as for a wrong PIN, so that numbers cannot be probed.</summary>
    UnknownConference = 1,
    WrongPin = 2,
    PinNeeded = 3,
    TooEarly = 4,
    Over = 5,
    RoomFull = 6,
    Locked = 7,

    /// <summary>The caller's number is withheld or not on the list.</summary>
    NotAllowed = 8,
    NoCredit = 9,
    TollFreeNotAllowed = 10,

    /// <summary>Entries from this caller, trunk or to this room are refused for a while (R-ACC-6).</summary>
    TooManyAttempts = 11,
    Unavailable = 12,
}
