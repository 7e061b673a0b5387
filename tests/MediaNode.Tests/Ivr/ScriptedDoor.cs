using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Tests.Ivr;

/// <summary>A door with one room behind it, and a log of what it was asked.</summary>
internal sealed class ScriptedDoor(string? conferenceNumber, string? pin) : IConferenceDoor
{
    public List<DoorEntry> Asked { get; } = [];

    /// <summary>What the right number and PIN are answered with.</summary>
    public DoorAnswer Answer { get; set; } = new() { Outcome = DoorOutcome.Admitted };

    public Task<DoorAnswer> TryEntryAsync(DoorEntry entry, CancellationToken cancellationToken)
    {
        Asked.Add(entry);
        return Task.FromResult(
            entry.ConferenceNumber != conferenceNumber ? new DoorAnswer { Outcome = DoorOutcome.UnknownConference }
            : pin is null || entry.Pin == pin ? Answer
            : new DoorAnswer { Outcome = entry.Pin is null ? DoorOutcome.PinNeeded : DoorOutcome.WrongPin });
    }
}
