using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Cluster;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Calls;

/// <summary>Asks the cluster on behalf of the IVR, and keeps the admission that opened the door.</summary>
public sealed class RoomDoor(CallId call, ClusterGateway cluster) : IConferenceDoor
{
    /// <summary>Set once the door has opened.</summary>
    public Admission? Admission { get; private set; }

    public async Task<DoorAnswer> TryEntryAsync(DoorEntry entry, CancellationToken cancellationToken)
    {
        Admission admission;
        try
        {
            admission = await cluster.EnterAsync(call, new CallEntry
            {
                Attempt = entry.Attempt,
                ConferenceNumber = entry.ConferenceNumber,
                Pin = entry.Pin,
            }).WaitAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new DoorAnswer { Outcome = DoorOutcome.Unavailable };
        }

        if (admission.Outcome == AdmissionOutcome.Admitted)
            Admission = admission;
        return new DoorAnswer
        {
            Outcome = Outcome(admission.Outcome),
            OpensAt = admission.OpensAt,
            TimeZoneId = admission.TimeZone,
            TollNumber = admission.TollNumber,
            Others = admission.Outcome == AdmissionOutcome.Admitted ? admission.ParticipantCount - 1 : null,
            Moderator = admission.Role == Role.Moderator,
        };
    }

    private static DoorOutcome Outcome(AdmissionOutcome outcome) => outcome switch
    {
        AdmissionOutcome.Admitted => DoorOutcome.Admitted,
        AdmissionOutcome.PinNeeded => DoorOutcome.PinNeeded,
        AdmissionOutcome.WrongPin => DoorOutcome.WrongPin,
        AdmissionOutcome.UnknownConference => DoorOutcome.UnknownConference,
        AdmissionOutcome.TooEarly => DoorOutcome.TooEarly,
        AdmissionOutcome.Over => DoorOutcome.Over,
        AdmissionOutcome.RoomFull => DoorOutcome.RoomFull,
        AdmissionOutcome.Locked => DoorOutcome.Locked,
        AdmissionOutcome.NotAllowed => DoorOutcome.NotAllowed,
        AdmissionOutcome.NoCredit => DoorOutcome.NoCredit,
        AdmissionOutcome.TollFreeNotAllowed => DoorOutcome.TollFreeNotAllowed,
        AdmissionOutcome.TooManyAttempts => DoorOutcome.TooManyAttempts,
        _ => DoorOutcome.Unavailable,
    };
}
