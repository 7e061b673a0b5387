using OrleansConf.Grains.Hosting;

namespace OrleansConf.Grains.Numbers;

/// <summary>The number plan as this silo knows it; a change is in force within half a second (R-ACC-1, R-ACC-4).</summary>
internal sealed class NumberPlanCache(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(500);

    private readonly SnapshotCache<NumberIndex> _cache = new(
        async known => await grains.GetGrain<INumberPlanGrain>(INumberPlanGrain.Key).GetAsync(known?.Version ?? -1) is { } plan
            ? new NumberIndex(plan)
            : known ?? throw new InvalidOperationException("The number plan returned nothing to a reader that knows nothing."),
        MaxAge,
        time);

    public ValueTask<NumberIndex> GetAsync() => _cache.GetAsync();
}
