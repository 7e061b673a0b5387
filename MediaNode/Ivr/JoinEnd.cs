namespace OrleansConf.MediaNode.Ivr;

/// <summary>Reason slugs of a dialogue that did not lead into a conference; stored in call records, frozen by a test.</summary>
public static class JoinEnd
{
    public const string NoInput = "no-input";
    public const string WrongPin = "wrong-pin";
    public const string UnknownConference = "unknown-conference";
    public const string TooEarly = "too-early";
    public const string Over = "room-over";
    public const string RoomFull = "room-full";
    public const string Locked = "room-locked";
    public const string NotAllowed = "not-allowed";
    public const string NoCredit = "no-credit";
    public const string TollFreeNotAllowed = "toll-free-not-allowed";
    public const string TooManyAttempts = "too-many-attempts";
    public const string Unavailable = "cluster-unavailable";
}
