namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>What came of a caller's entry. Frozen by a test.</summary>
[GenerateSerializer, Alias("conf.admission-outcome")]
public enum AdmissionOutcome
{
    Admitted = 0,

    /// <summary>The room is known and wants a PIN; also said of unknown numbers, so that rooms cannot be probed.</summary>
    PinNeeded = 1,
    WrongPin = 2,
    UnknownConference = 3,
    TooEarly = 4,
    Over = 5,
    RoomFull = 6,
    Locked = 7,

    /// <summary>The caller's number is withheld or not on the list (R-ACC-2).</summary>
    NotAllowed = 8,
    NoCredit = 9,

    /// <summary>The room does not accept toll-free callers (R-NUM-7).</summary>
    TollFreeNotAllowed = 10,
    TooManyAttempts = 11,

    /// <summary>Something of ours failed; the caller may try again.</summary>
    Unavailable = 12,
}
