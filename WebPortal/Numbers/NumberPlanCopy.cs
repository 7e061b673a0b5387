using OrleansConf.Grains.Interfaces.Numbers;

namespace OrleansConf.WebPortal.Numbers;

/// <summary>This process's copy of the number plan; asks the cluster only whether it changed.</summary>
public sealed class NumberPlanCopy(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    private volatile Copy? _copy;

    public async Task<NumberPlanSnapshot> GetAsync()
    {
        var known = _copy;
        if (known is not null && time.GetElapsedTime(known.TakenAt) < Age)
            return known.Plan;

        var newer = await grains.GetGrain<INumberPlanGrain>(INumberPlanGrain.Key).GetAsync(known?.Plan.Version ?? -1);
        var plan = newer ?? known?.Plan ?? new NumberPlanSnapshot { Version = -1, Numbers = [] };
        _copy = new Copy(plan, time.GetTimestamp());
        return plan;
    }

    /// <summary>The next reader asks the cluster.</summary>
    public void Forget()
    {
        if (_copy is { } known)
            _copy = known with { TakenAt = long.MinValue / 2 };
    }

    private sealed record Copy(NumberPlanSnapshot Plan, long TakenAt);
}
