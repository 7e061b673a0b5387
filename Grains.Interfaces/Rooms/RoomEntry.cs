using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Numbers;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>A caller at the door of a room, as its session presents him.</summary>
[GenerateSerializer, Immutable, Alias("conf.room-entry")]
public sealed record RoomEntry
{
    [Id(0)] public required CallId CallId { get; init; }

    /// <summary>1, 2, 3 within the call; repeating it returns the first answer.</summary>
    [Id(1)] public required int Attempt { get; init; }

    [Id(2)] public required NodeId Node { get; init; }

    [Id(3)] public string? Pin { get; init; }

    /// <summary>E.164, or null when withheld or unknown.</summary>
    [Id(4)] public string? CallerNumber { get; init; }

    [Id(5)] public required string DialledNumber { get; init; }

    [Id(6)] public required NumberKind NumberKind { get; init; }

    /// <summary>Country of the dialled number, ISO 3166-1 alpha-2.</summary>
    [Id(7)] public required string Country { get; init; }

    /// <summary>Why the account does not pay for the call; null: it does, or the call costs nothing. Told only to callers who may enter.</summary>
    [Id(8)] public AdmissionOutcome? ChargeRefusal { get; init; }

    /// <summary>The call was placed for this <see cref="DialOutRequest"/>: it needs no PIN.</summary>
    [Id(9)] public Guid? Invitation { get; init; }

    /// <summary>Role of a caller whom a moderator moves here from another room of the account; null: he comes by himself.</summary>
    [Id(10)] public Role? MovedAs { get; init; }

    /// <summary>Shown instead of the number where it is known.</summary>
    [Id(11)] public string? Name { get; init; }

    public override string ToString() => $"entry {Attempt} of call {CallId}";
}
