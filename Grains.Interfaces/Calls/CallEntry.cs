using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>What the caller keyed in.</summary>
[GenerateSerializer, Immutable, Alias("conf.call-entry")]
public sealed record CallEntry
{
    /// <summary>1, 2, 3 within the call; makes a retry harmless.</summary>
    [Id(0)] public required int Attempt { get; init; }

    /// <summary>Null on own numbers.</summary>
    [Id(1)] public string? ConferenceNumber { get; init; }

    [Id(2)] public string? Pin { get; init; }

    /// <summary>The call was placed for this request: it needs no PIN.</summary>
    [Id(3)] public Guid? Invitation { get; init; }

    /// <summary>A moderator moves the caller, who is in a room, into this one.</summary>
    [Id(4)] public RoomId? MoveTo { get; init; }

    public override string ToString() => $"entry {Attempt}";
}
