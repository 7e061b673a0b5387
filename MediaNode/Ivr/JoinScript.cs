namespace OrleansConf.MediaNode.Ivr;

/// <summary>Which questions the dialled number asks, and in which language it begins.</summary>
public sealed record JoinScript
{
    public required Language Language { get; init; }

    /// <summary>False on an own number: it has no menu, and the dialled number is the room.</summary>
    public required bool AsksConferenceNumber { get; init; }

    /// <summary>A number that leads to every room: greeting, "press 1", conference number, PIN.</summary>
    public static JoinScript SharedNumber(Language language) => new() { Language = language, AsksConferenceNumber = true };

    /// <summary>A customer's own number in conference mode with a PIN. An open one needs no dialogue at all.</summary>
    public static JoinScript OwnNumber(Language language) => new() { Language = language, AsksConferenceNumber = false };
}
