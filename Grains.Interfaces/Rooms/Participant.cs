using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Numbers;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>One person's seat, as moderators see it; the portal masks the number for others (R-ACC-9).</summary>
[GenerateSerializer, Immutable, Alias("conf.participant")]
public sealed record Participant
{
    [Id(0)] public required ParticipantId Id { get; init; }

    [Id(1)] public required CallId CallId { get; init; }

    [Id(2)] public required NodeId Node { get; init; }

    [Id(3)] public required Role Role { get; init; }

    /// <summary>E.164, or null when withheld.</summary>
    [Id(4)] public string? CallerNumber { get; init; }

    [Id(5)] public string? Name { get; init; }

    [Id(6)] public required string DialledNumber { get; init; }

    [Id(7)] public required NumberKind NumberKind { get; init; }

    [Id(8)] public required string Country { get; init; }

    [Id(9)] public required DateTimeOffset JoinedAt { get; init; }

    [Id(10)] public bool Muted { get; init; }

    [Id(11)] public bool Waiting { get; init; }

    [Id(12)] public bool HandRaised { get; init; }

    [Id(13)] public bool Talking { get; init; }

    /// <summary>The line sounds without pause, like music on hold (R-CALL-9).</summary>
    [Id(14)] public bool PlaysMusic { get; init; }
}
