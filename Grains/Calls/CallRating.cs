namespace OrleansConf.Grains.Calls;

/// <summary>From call facts to money (R-BIL-1). Pure; the only place where a charge is rounded.</summary>
public static class CallRating
{
    private const int SecondsPerMinute = 60;

    /// <summary>What an admitted call on a paid number costs its account.</summary>
    /// <param name="pricePerMinute">Price of the dialled number.</param>
    /// <param name="answeredAt">Charging counts from here; null: never answered, free.</param>
    /// <param name="endedAt">An end before the answer counts as no time.</param>
    /// <param name="minimumSeconds">The first step, e.g. 60 of 60/1.</param>
    /// <param name="incrementSeconds">Each further step; a started one counts in full.</param>
    public static Money Charge(Money pricePerMinute, DateTimeOffset? answeredAt, DateTimeOffset endedAt, int minimumSeconds, int incrementSeconds)
    {
        if (answeredAt is not { } start || endedAt <= start || pricePerMinute.IsZero)
            return Money.Zero(pricePerMinute.Currency);
        var seconds = BilledSeconds(endedAt - start, minimumSeconds, incrementSeconds);
        var amount = pricePerMinute.Amount * seconds / SecondsPerMinute;
        return pricePerMinute with { Amount = decimal.Round(amount, Micros.DecimalPlaces, MidpointRounding.AwayFromZero) };
    }

    /// <summary>Seconds after rounding up to the billing steps; 0 for no time at all.</summary>
    public static long BilledSeconds(TimeSpan duration, int minimumSeconds, int incrementSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimumSeconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(incrementSeconds);
        if (duration <= TimeSpan.Zero)
            return 0;
        var seconds = (duration.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
        if (seconds <= minimumSeconds)
            return minimumSeconds;
        var beyond = seconds - minimumSeconds;
        return minimumSeconds + ((beyond + incrementSeconds - 1) / incrementSeconds * incrementSeconds);
    }
}
