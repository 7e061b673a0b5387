namespace OrleansConf.Grains.Billing;

/// <summary>What was spent in a period that a date names: the counter starts again with each new one.</summary>
internal sealed class PeriodSpend(Func<DateTimeOffset, DateOnly> periodOf)
{
    private DateOnly _period;
    private decimal _spent;

    public decimal At(DateTimeOffset now)
    {
        var period = periodOf(now);
        if (period != _period)
            (_period, _spent) = (period, 0m);
        return _spent;
    }

    public void Add(decimal amount, DateTimeOffset now) => _spent = At(now) + amount;

    public static PeriodSpend Daily() => new(static now => DateOnly.FromDateTime(now.UtcDateTime));

    public static PeriodSpend Monthly() => new(static now => new DateOnly(now.UtcDateTime.Year, now.UtcDateTime.Month, 1));
}
