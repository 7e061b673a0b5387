namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>The slugs that call records and metrics use.</summary>
public static class TerminationReason
{
    public const string CallerHungUp = "caller-hung-up";
    public const string CallerCancelled = "caller-cancelled";
    public const string RemovedByModerator = "removed-by-moderator";
    public const string ConferenceEnded = "conference-ended";
    public const string WindowOver = "window-over";
    public const string WaitedTooLong = "waited-too-long";
    public const string NoCredit = "no-credit";
    public const string WrongPin = "wrong-pin";
    public const string NoInput = "no-input";
    public const string UnknownNumber = "unknown-number";
    public const string NumberOutOfService = "number-out-of-service";
    public const string NotAllowed = "not-allowed";
    public const string TooEarly = "too-early";
    public const string RoomOver = "room-over";
    public const string RoomFull = "room-full";
    public const string RoomLocked = "room-locked";
    public const string TollFreeNotAllowed = "toll-free-not-allowed";
    public const string TooManyAttempts = "too-many-attempts";
    public const string NoCommonCodec = "no-common-codec";
    public const string NoAck = "no-ack";
    public const string PeerGone = "peer-gone";
    public const string MediaTimeout = "media-timeout";
    public const string NoMediaPort = "no-media-port";
    public const string NodeDraining = "node-draining";
    public const string NodeLost = "node-lost";
    public const string CallTooLong = "call-too-long";
    public const string ClusterUnavailable = "cluster-unavailable";
    /// <summary>A called party that did not press 1.</summary>
    public const string NotAccepted = "not-accepted";
    public const string Busy = "busy";
    public const string NoAnswer = "no-answer";
    public const string Declined = "declined";
    public const string NotReachable = "not-reachable";
    public const string NoTrunk = "no-trunk";
    public const string Moved = "moved";
    public const string InternalError = "internal-error";
}
