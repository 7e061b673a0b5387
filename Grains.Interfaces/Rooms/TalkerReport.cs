using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Nodes;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>Who of one node's participants talks now; sent when it changed, at most a few times a second.</summary>
[GenerateSerializer, Immutable, Alias("conf.talker-report")]
public sealed record TalkerReport
{
    [Id(0)] public required NodeId Node { get; init; }

    [Id(1)] public required ImmutableArray<ParticipantId> Talkers { get; init; }

    /// <summary>Whose line plays music on hold.</summary>
    [Id(2)] public ImmutableArray<ParticipantId> Music { get; init; } = [];
}
