using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.MediaNode.Calls;

/// <summary>What a refused admission means in SIP and in the call record.</summary>
public static class RejectionStatus
{
    /// <summary>SIP status for a call that is refused before it was answered.</summary>
    public static int Of(AdmissionOutcome outcome) => outcome switch
    {
        AdmissionOutcome.RoomFull => 486,
        AdmissionOutcome.TooEarly or AdmissionOutcome.Over or AdmissionOutcome.Unavailable => 480,
        AdmissionOutcome.UnknownConference => 404,
        AdmissionOutcome.NoCredit or AdmissionOutcome.TollFreeNotAllowed or AdmissionOutcome.Locked => 403,
        _ => 603,
    };

    /// <summary>Slug for the record.</summary>
    public static string Reason(AdmissionOutcome outcome) => outcome switch
    {
        AdmissionOutcome.RoomFull => TerminationReason.RoomFull,
        AdmissionOutcome.TooEarly => TerminationReason.TooEarly,
        AdmissionOutcome.Over => TerminationReason.RoomOver,
        AdmissionOutcome.Locked => TerminationReason.RoomLocked,
        AdmissionOutcome.NoCredit => TerminationReason.NoCredit,
        AdmissionOutcome.TollFreeNotAllowed => TerminationReason.TollFreeNotAllowed,
        AdmissionOutcome.TooManyAttempts => TerminationReason.TooManyAttempts,
        AdmissionOutcome.WrongPin or AdmissionOutcome.PinNeeded => TerminationReason.WrongPin,
        AdmissionOutcome.UnknownConference => TerminationReason.UnknownNumber,
        AdmissionOutcome.Unavailable => TerminationReason.ClusterUnavailable,
        _ => TerminationReason.NotAllowed,
    };
}
