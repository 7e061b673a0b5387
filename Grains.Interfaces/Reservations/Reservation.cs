using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Grains.Interfaces.Reservations;

/// <summary>A reservation as its owner sees it (R-RES-5). PINs never print.</summary>
[GenerateSerializer, Immutable, Alias("conf.reservation")]
public sealed record Reservation
{
    [Id(0)] public required RoomDefinition Room { get; init; }

    [Id(1)] public required ReservationPhase Phase { get; init; }

    [Id(2)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Unguessable part of the link to share.</summary>
    [Id(3)] public required string ShareToken { get; init; }

    /// <summary>Windows that are not over yet, by start; of a series at most the next hundred.</summary>
    [Id(4)] public ImmutableArray<RoomOccurrence> Occurrences { get; init; } = [];

    public override string ToString() => $"reservation {Room.Id}, {Phase}";
}
