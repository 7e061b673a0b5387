namespace OrleansConf.MediaNode.Ivr;

/// <summary>How the dialogue ended. When not admitted, the caller has already heard why and goodbye.</summary>
/// <param name="Admission">The door's admitting answer, or null.</param>
/// <param name="EndReason">A slug of <see cref="JoinEnd"/>, or null when admitted.</param>
/// <param name="Language">The language the caller ended up with.</param>
/// <param name="Attempts">How many entries the door was asked about.</param>
/// <param name="ConferenceNumber">The conference number of the last entry the door was asked about, if one was asked for.</param>
public sealed record JoinDialogueResult(
    DoorAnswer? Admission, string? EndReason, Language Language, int Attempts, string? ConferenceNumber)
{
    public bool Admitted => Admission is not null;

    public override string ToString() => $"{EndReason ?? "admitted"} in {Language.Code()} after {Attempts} attempts";
}
