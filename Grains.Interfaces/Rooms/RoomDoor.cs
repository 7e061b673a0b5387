using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Plans;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>A room as seen from outside, before anyone keyed in anything.</summary>
[GenerateSerializer, Immutable, Alias("conf.room-door")]
public sealed record RoomDoor
{
    [Id(0)] public required AccessMode AccessMode { get; init; }
    [Id(1)] public required PlanId Plan { get; init; }
    [Id(2)] public required AccountId Account { get; init; }
    [Id(3)] public required string Title { get; init; }

    /// <summary>ISO 639-1 of the prompts.</summary>
    [Id(4)] public required string Language { get; init; }

    /// <summary>In mode <see cref="AccessMode.AllowList"/>: the caller is on the list.</summary>
    [Id(5)] public required bool CallerListed { get; init; }

    /// <summary>The caller's number is an invitee's.</summary>
    [Id(6)] public bool CallerInvited { get; init; }

    /// <summary>Countries whose toll-free numbers the organizer pays for (R-NUM-6); null: as the account.</summary>
    [Id(7)] public ImmutableArray<string>? TollFreeCountries { get; init; }

    /// <summary>The invited caller's own toll-free switch (R-NUM-6); null: as the conference, or nobody knows him.</summary>
    [Id(8)] public bool? CallerTollFree { get; init; }

    /// <summary>The running conference; null: nobody is in.</summary>
    [Id(9)] public string? ConferenceId { get; init; }
}
