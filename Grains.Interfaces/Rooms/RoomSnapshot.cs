using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Nodes;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>A room at one revision.</summary>
[GenerateSerializer, Immutable, Alias("conf.room-snapshot")]
public sealed record RoomSnapshot
{
    [Id(0)] public required RoomId Id { get; init; }

    /// <summary>Counts up with every change within one incarnation.</summary>
    [Id(1)] public required long Revision { get; init; }

    /// <summary>New each time the grain comes to life; when it changes, media nodes restore their seats.</summary>
    [Id(2)] public required Guid Incarnation { get; init; }

    [Id(3)] public required string Title { get; init; }

    [Id(4)] public required AccountId Account { get; init; }

    [Id(5)] public required bool Locked { get; init; }

    [Id(6)] public required SpeakMode SpeakMode { get; init; }

    [Id(7)] public required ImmutableArray<Participant> Participants { get; init; }

    /// <summary>Null when nobody is in.</summary>
    [Id(8)] public string? ConferenceId { get; init; }

    [Id(9)] public DateTimeOffset? StartedAt { get; init; }

    /// <summary>True while everyone but moderators was muted by command.</summary>
    [Id(10)] public bool GuestsMuted { get; init; }

    [Id(11)] public EntrySound EntrySound { get; init; }
    [Id(12)] public RecordingPhase Recording { get; init; }

    /// <summary>Whom the room is calling.</summary>
    [Id(13)] public ImmutableArray<DialledParty> Dialling { get; init; } = [];

    /// <summary>The node that mixes and records the room; null when nobody is in.</summary>
    [Id(14)] public NodeId? HomeNode { get; init; }
}
