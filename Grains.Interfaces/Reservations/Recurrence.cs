using System.Collections.Immutable;

namespace OrleansConf.Grains.Interfaces.Reservations;

/// <summary>How a conference repeats (R-RES-11). Its first occurrence is the room's start and end.</summary>
[GenerateSerializer, Immutable, Alias("conf.recurrence")]
public sealed record Recurrence
{
    /// <summary>RFC 5545 RRULE with COUNT or UNTIL, e.g. <c>FREQ=WEEKLY;BYDAY=MO;COUNT=10</c>; read in the room's time zone.</summary>
    [Id(0)] public required string Rule { get; init; }

    /// <summary>Occurrences that were moved or taken out.</summary>
    [Id(1)] public ImmutableArray<OccurrenceChange> Changes { get; init; } = [];
}
