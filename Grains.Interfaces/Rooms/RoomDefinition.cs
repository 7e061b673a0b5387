using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Plans;
using OrleansConf.Grains.Interfaces.Reservations;
using System.Collections.Immutable;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>All that is fixed about a room before anyone calls. PINs never print.</summary>
[GenerateSerializer, Immutable, Alias("conf.room-definition")]
public sealed record RoomDefinition
{
    [Id(0)] public required RoomId Id { get; init; }

    [Id(1)] public required AccountId Account { get; init; }

    /// <summary>The user who made it; null for rooms of the provider.</summary>
    [Id(2)] public UserId? Organizer { get; init; }

    [Id(3)] public required string Title { get; init; }

    [Id(4)] public required RoomKind Kind { get; init; }

    /// <summary>Null: open at any time.</summary>
    [Id(5)] public DateTimeOffset? Start { get; init; }

    [Id(6)] public DateTimeOffset? End { get; init; }

    /// <summary>IANA time zone in which the organizer thinks, e.g. <c>Europe/Warsaw</c>.</summary>
    [Id(7)] public string TimeZone { get; init; } = "UTC";

    [Id(8)] public required AccessMode AccessMode { get; init; }

    /// <summary>Empty: nobody becomes moderator by PIN.</summary>
    [Id(9)] public string AdminPin { get; init; } = "";

    /// <summary>Used when the mode is <see cref="AccessMode.Pin"/>.</summary>
    [Id(10)] public string GuestPin { get; init; } = "";

    /// <summary>E.164; used when the mode is <see cref="AccessMode.AllowList"/>.</summary>
    [Id(11)] public ImmutableArray<string> AllowedCallers { get; init; } = [];

    /// <summary>0 is unlimited.</summary>
    [Id(12)] public required int MaxParticipants { get; init; }

    [Id(13)] public required RoomOptions Options { get; init; }

    /// <summary>Limits and timings come from here.</summary>
    [Id(14)] public required PlanId Plan { get; init; }

    [Id(15)] public ImmutableArray<Invitee> Invitees { get; init; } = [];

    /// <summary>ISO 639-1 of notices and, on own numbers, of prompts.</summary>
    [Id(16)] public string Language { get; init; } = "en";

    /// <summary>Countries whose toll-free numbers the organizer pays for (R-NUM-6), ISO 3166-1 alpha-2; empty: none; null: as the account.</summary>
    [Id(17)] public ImmutableArray<string>? TollFreeCountries { get; init; }

    /// <summary>Null: takes place once, or is always open.</summary>
    [Id(18)] public Recurrence? Recurrence { get; init; }

    public override string ToString() => $"{Kind} room {Id} of {Account}, {AccessMode}";
}
