namespace OrleansConf.Grains.Interfaces.Reservations;

/// <summary>Where a reservation stands now.</summary>
[GenerateSerializer, Alias("conf.reservation-phase")]
public enum ReservationPhase
{
    Upcoming = 0,
    Open = 1,

    /// <summary>Over, still listed for the plan's tail (R-RES-4).</summary>
    Finished = 2,
}
