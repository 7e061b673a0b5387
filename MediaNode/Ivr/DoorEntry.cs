namespace OrleansConf.MediaNode.Ivr;

/// <summary>What the caller keyed in.</summary>
public sealed record DoorEntry
{
    /// <summary>1, 2, 3 … within the call; a question without a PIN counts as one, too.</summary>
    public required int Attempt { get; init; }

    /// <summary>Null on an own number: the dialled number is the room.</summary>
    public string? ConferenceNumber { get; init; }

    /// <summary>Null asks whether the room admits without one.</summary>
    public string? Pin { get; init; }

    // Replaces the generated text: neither a PIN nor a conference number belongs in a log.
    public override string ToString() => $"attempt {Attempt}{(Pin is null ? " without PIN" : "")}";
}
