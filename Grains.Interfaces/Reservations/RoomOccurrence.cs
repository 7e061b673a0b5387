namespace OrleansConf.Grains.Interfaces.Reservations;

/// <summary>One window of a reservation: the only one, or one of a series.</summary>
/// <param name="Id">Start by the rule; names the occurrence whatever it was moved to.</param>
[GenerateSerializer, Immutable, Alias("conf.occurrence")]
public readonly record struct RoomOccurrence(
    [property: Id(0)] DateTimeOffset Id, [property: Id(1)] DateTimeOffset Start, [property: Id(2)] DateTimeOffset End);
