using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Billing;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Numbers;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>What remains of a call (R-BIL-8).</summary>
[GenerateSerializer, Immutable, Alias("conf.call-record")]
public sealed record CallRecord
{
    [Id(0)] public required CallId CallId { get; init; }

    [Id(1)] public AccountId? Account { get; init; }

    [Id(2)] public RoomId? Room { get; init; }

    [Id(3)] public string? ConferenceId { get; init; }

    [Id(4)] public string? RoomTitle { get; init; }

    /// <summary>E.164, or null when withheld or unknown.</summary>
    [Id(5)] public string? CallerNumber { get; init; }

    [Id(6)] public required string DialledNumber { get; init; }

    [Id(7)] public required NumberKind NumberKind { get; init; }

    [Id(8)] public string? Country { get; init; }

    [Id(9)] public required NodeId Node { get; init; }

    [Id(10)] public required DateTimeOffset ReceivedAt { get; init; }

    [Id(11)] public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When the caller was admitted to the room.</summary>
    [Id(12)] public DateTimeOffset? JoinedAt { get; init; }

    [Id(13)] public required DateTimeOffset EndedAt { get; init; }

    [Id(14)] public required Termination Termination { get; init; }

    [Id(15)] public Role Role { get; init; }

    [Id(16)] public required Money Charge { get; init; }

    [Id(17)] public CallFigures Figures { get; init; } = new();

    /// <summary>Wrong entries of this call, with their outcome, oldest first.</summary>
    [Id(18)] public ImmutableArray<AdmissionOutcome> RejectedEntries { get; init; } = [];

    /// <summary>In force when the call came; zero on toll numbers.</summary>
    [Id(19)] public Money PricePerMinute { get; init; }
}
