namespace OrleansConf.Grains.Interfaces.Reservations;

/// <summary>What came of a reservation request. Frozen by a test.</summary>
[GenerateSerializer, Alias("conf.reservation-outcome")]
public enum ReservationOutcome
{
    Accepted = 0,
    TitleMissing = 1,
    UnknownTimeZone = 2,

    /// <summary>R-RES-2: sooner than the plan's lead time.</summary>
    StartTooSoon = 3,
    StartTooFar = 4,
    EndBeforeStart = 5,
    TooLong = 6,

    /// <summary>R-RES-3.</summary>
    TooManyActive = 7,
    InvalidPhoneNumber = 8,
    NotFound = 9,
    TitleTooLong = 10,
    /// <summary>R-RES-11: not a rule of RFC 5545, or one without an end.</summary>
    BadRecurrence = 11,
    /// <summary>The plan allows fewer occurrences, or none.</summary>
    TooManyOccurrences = 12,
    NoSuchOccurrence = 13,
}
