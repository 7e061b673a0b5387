using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Grains.Interfaces.Reservations;

/// <summary>What an organizer asks for (R-RES-1).</summary>
[GenerateSerializer, Immutable, Alias("conf.reservation-request")]
public sealed record ReservationRequest
{
    /// <summary>Repeating a request id returns its first answer.</summary>
    [Id(0)] public required Guid RequestId { get; init; }

    [Id(1)] public required UserId Organizer { get; init; }

    [Id(2)] public required string Title { get; init; }

    [Id(3)] public required DateTimeOffset Start { get; init; }

    [Id(4)] public required DateTimeOffset End { get; init; }

    /// <summary>IANA name.</summary>
    [Id(5)] public required string TimeZone { get; init; }

    [Id(6)] public AccessMode AccessMode { get; init; } = AccessMode.Pin;

    /// <summary>Numbers in any usual notation; stored as E.164 (R-ACC-2).</summary>
    [Id(7)] public ImmutableArray<string> AllowedCallers { get; init; } = [];

    [Id(8)] public ImmutableArray<Invitee> Invitees { get; init; } = [];

    /// <summary>Null: the plan's defaults.</summary>
    [Id(9)] public RoomOptions? Options { get; init; }

    [Id(10)] public string Language { get; init; } = "en";

    /// <summary>Countries whose toll-free numbers the organizer pays for (R-NUM-6); empty: none; null: as the account.</summary>
    [Id(11)] public ImmutableArray<string>? TollFreeCountries { get; init; }

    /// <summary>RFC 5545 RRULE (R-RES-11); start and end are the first occurrence's. Null: once.</summary>
    [Id(12)] public string? RecurrenceRule { get; init; }
}
