namespace OrleansConf.Grains.Rooms;

/// <summary>A taken seat of a running conference.</summary>
internal sealed class Seat(Participant participant, long order)
{
    public Participant Participant { get; set; } = participant;

    /// <summary>Grows with each seat taken.</summary>
    public long Order { get; } = order;

    /// <summary>Why the node was asked to end the call; null while it may stay.</summary>
    public string? Removal { get; set; }

    /// <summary>Known from the journal alone: the node's word about it is awaited.</summary>
    public bool IsProvisional { get; set; }

    public bool IsModerator => Participant.Role == Role.Moderator;
}
