namespace OrleansConf.Grains.Interfaces.Reservations;

/// <summary>The outcome and, when accepted, the reservation.</summary>
[GenerateSerializer, Immutable, Alias("conf.reservation-result")]
public sealed record ReservationResult
{
    [Id(0)] public required ReservationOutcome Outcome { get; init; }

    [Id(1)] public Reservation? Reservation { get; init; }
}
