namespace OrleansConf.Grains.Billing;

/// <summary>From call facts to money (R-BIL-1). Pure; the only place where a charge is rounded.</summary>
public static class CallRating
{
    private const int SecondsPerMinute = 60;

    /// <summary>What a call costs its account.</summary>
    /// <param name="tariff">Fixed when the call was opened.</param>
    /// <param name="answeredAt">Charging counts from here; null: never answered, free.</param>
    /// <param name="endedAt">An end before the answer counts as no time.</param>
    public static Money Charge(Tariff tariff, DateTimeOffset? answeredAt, DateTimeOffset endedAt)
    {
        ArgumentNullException.ThrowIfNull(tariff);
        var seconds = answeredAt is { } start ? BilledSeconds(tariff, endedAt - start) : 0;
        if (seconds == 0)
            return Money.Zero(tariff.PricePerMinute.Currency);
        var amount = tariff.ConnectionFee + (tariff.PricePerMinute.Amount * seconds / SecondsPerMinute);
        return tariff.PricePerMinute with { Amount = Round(amount) };
    }

    /// <summary>Seconds after the free ones, rounded up to the billing steps; 0 for no time at all.</summary>
    public static long BilledSeconds(Tariff tariff, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(tariff);
        ArgumentOutOfRangeException.ThrowIfNegative(tariff.MinimumSeconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tariff.IncrementSeconds);
        var charged = duration - TimeSpan.FromSeconds(tariff.FreeSeconds);
        if (charged <= TimeSpan.Zero)
            return 0;
        var seconds = (charged.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
        if (seconds <= tariff.MinimumSeconds)
            return tariff.MinimumSeconds;
        var beyond = seconds - tariff.MinimumSeconds;
        return tariff.MinimumSeconds + ((beyond + tariff.IncrementSeconds - 1) / tariff.IncrementSeconds * tariff.IncrementSeconds);
    }

    /// <summary>To the end of the step that a call of this length has begun: until there it costs no more.</summary>
    public static TimeSpan RoundUp(Tariff tariff, TimeSpan duration)
    {
        var billed = BilledSeconds(tariff, duration);
        return TimeSpan.FromSeconds(tariff.FreeSeconds + billed);
    }

    /// <summary>How long a call may last for the money; null: without end.</summary>
    public static TimeSpan? Affordable(Tariff tariff, decimal money)
    {
        ArgumentNullException.ThrowIfNull(tariff);
        var left = money - tariff.ConnectionFee;
        var price = tariff.PricePerMinute.Amount;
        if (left < 0)
            return TimeSpan.FromSeconds(tariff.FreeSeconds);
        if (price == 0)
            return null;
        var seconds = decimal.Floor(left * SecondsPerMinute / price);
        if (seconds > int.MaxValue)
            return null;
        var billed = WholeSteps(tariff, (long)seconds);

        // The charge is rounded, the division above is not: the last step may cost a millionth too much.
        while (billed > 0 && Round(tariff.ConnectionFee + (price * billed / SecondsPerMinute)) > money)
            billed = WholeSteps(tariff, billed - 1);
        return TimeSpan.FromSeconds(tariff.FreeSeconds + billed);
    }

    private static long WholeSteps(Tariff tariff, long seconds) => seconds < tariff.MinimumSeconds
        ? 0
        : tariff.MinimumSeconds + ((seconds - tariff.MinimumSeconds) / tariff.IncrementSeconds * tariff.IncrementSeconds);

    private static decimal Round(decimal amount) => decimal.Round(amount, Micros.DecimalPlaces, MidpointRounding.AwayFromZero);
}
