namespace OrleansConf.Grains.Billing;

/// <summary>A billing month (R-BIL-7): from a day of the month to the same day of the next, or to its last day where it has no such day.</summary>
/// <param name="Start">Included.</param>
/// <param name="End">Excluded; the next cycle's start.</param>
public readonly record struct BillingCycle(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The cycle that an instant is in.</summary>
    /// <param name="anchor">Where the first cycle started; its day, in UTC, is the billing day.</param>
    /// <param name="at">Not before the anchor's day.</param>
    public static BillingCycle At(DateTimeOffset anchor, DateTimeOffset at)
    {
        var first = new DateTimeOffset(anchor.UtcDateTime.Date, TimeSpan.Zero);
        var months = ((at.UtcDateTime.Year - first.Year) * 12) + at.UtcDateTime.Month - first.Month;
        if (first.AddMonths(months) > at)
            months--;

        // Always counted from the first day, so that the 31st does not become the 28th for good.
        return new BillingCycle(first.AddMonths(months), first.AddMonths(months + 1));
    }
}
