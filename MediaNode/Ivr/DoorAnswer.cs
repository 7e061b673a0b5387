namespace OrleansConf.MediaNode.Ivr;

/// <summary>The door's answer with the facts that a prompt may speak.</summary>
public sealed record DoorAnswer
{
    public required DoorOutcome Outcome { get; init; }

    /// <summary>With <see cref="DoorOutcome.TooEarly"/>: when callers are let in.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>IANA id of the conference's time zone, in which <see cref="OpensAt"/> is spoken; UTC if null or unknown.</summary>
    public string? TimeZoneId { get; init; }

    /// <summary>With <see cref="DoorOutcome.TollFreeNotAllowed"/>: the number to dial instead (E.164), spoken digit by digit.</summary>
    public string? TollNumber { get; init; }

    /// <summary>With <see cref="DoorOutcome.Admitted"/>: how many others are in, spoken on the way in when known.</summary>
    public int? Others { get; init; }

    /// <summary>With <see cref="DoorOutcome.Admitted"/>: the ADMIN PIN was given.</summary>
    public bool Moderator { get; init; }
}
