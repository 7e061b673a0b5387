using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Grains.Interfaces.Accounts;

/// <summary>A reservation-less room (R-RES-10), or the room behind an own number when <see cref="OwnNumber"/> is set.</summary>
[GenerateSerializer, Immutable, Alias("conf.permanent-room-request")]
public sealed record PermanentRoomRequest
{
    [Id(0)] public required Guid RequestId { get; init; }

    [Id(1)] public UserId? Organizer { get; init; }

    [Id(2)] public required string Title { get; init; }

    [Id(3)] public AccessMode AccessMode { get; init; } = AccessMode.Pin;

    [Id(4)] public ImmutableArray<string> AllowedCallers { get; init; } = [];

    /// <summary>E.164 of an own number that becomes a room; null: a conference number is made.</summary>
    [Id(5)] public string? OwnNumber { get; init; }

    /// <summary>Wanted conference number; null: made at random (R-RES-12).</summary>
    [Id(6)] public string? ConferenceNumber { get; init; }

    /// <summary>Wanted PINs; null: made at random.</summary>
    [Id(7)] public string? GuestPin { get; init; }

    [Id(8)] public string? AdminPin { get; init; }

    [Id(9)] public RoomOptions? Options { get; init; }

    [Id(10)] public string Language { get; init; } = "en";

    /// <summary>Null: the plan's limit; 0: unlimited.</summary>
    [Id(11)] public int? MaxParticipants { get; init; }

    public override string ToString() => $"permanent room '{Title}'";
}
