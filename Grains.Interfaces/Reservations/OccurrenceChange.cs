namespace OrleansConf.Grains.Interfaces.Reservations;

/// <summary>One occurrence of a series that is not as the rule has it.</summary>
[GenerateSerializer, Immutable, Alias("conf.occurrence-change")]
public sealed record OccurrenceChange
{
    /// <summary>Which one: its start by the rule (RFC 5545 RECURRENCE-ID).</summary>
    [Id(0)] public required DateTimeOffset Occurrence { get; init; }

    /// <summary>Its new start; null, like <see cref="End"/>: it does not take place.</summary>
    [Id(1)] public DateTimeOffset? Start { get; init; }

    [Id(2)] public DateTimeOffset? End { get; init; }
}
