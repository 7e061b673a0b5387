namespace OrleansConf.Grains.Calls;

/// <summary>The arithmetic of wrong entries: forgetting and growing delay. Pure.</summary>
public static class AttemptRules
{
    private const int MaxDoublings = 30;

    /// <summary>What is left of <paramref name="count"/> wrong entries, the last of them at <paramref name="lastAt"/>.</summary>
    public static int Remaining(int count, DateTimeOffset lastAt, AttemptLimit limit, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(limit);
        var forgotten = now <= lastAt ? 0 : (now - lastAt).Ticks / limit.ForgetOneAfter.Ticks;
        return (int)Math.Max(0, count - forgotten);
    }

    /// <summary>From when on the next entry is taken; null: now.</summary>
    public static DateTimeOffset? RetryAt(int count, DateTimeOffset lastAt, AttemptLimit limit, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(limit);
        if (Remaining(count, lastAt, limit, now) < limit.FreeEntries)
            return null;
        // The delay belongs to the count as it was when the last entry was wrong: waiting must not shorten it while it runs.
        var doublings = Math.Clamp(count - limit.FreeEntries, 0, MaxDoublings);
        var delayTicks = Math.Min(limit.LongestDelay.Ticks, limit.FirstDelay.Ticks * Math.Pow(2, doublings));
        var retryAt = lastAt + TimeSpan.FromTicks((long)delayTicks);
        return retryAt > now ? retryAt : null;
    }
}
