using System.Collections.Frozen;
using OrleansConf.Grains.Hosting;

namespace OrleansConf.Grains.Plans;

/// <summary>The service plans as this silo knows them; a change is in force within a second.</summary>
internal sealed class PlanCache(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly SnapshotCache<FrozenDictionary<PlanId, ServicePlan>> _cache = new(
        async _ => (await grains.GetGrain<IPlanCatalogGrain>(IPlanCatalogGrain.Key).ListAsync()).ToFrozenDictionary(plan => plan.Id),
        MaxAge,
        time);

    /// <summary>Null when there is no plan of that id.</summary>
    public async ValueTask<ServicePlan?> FindAsync(PlanId id) => (await _cache.GetAsync()).GetValueOrDefault(id);

    /// <exception cref="InvalidOperationException">There is no plan of that id.</exception>
    public async ValueTask<ServicePlan> GetAsync(PlanId id) =>
        await FindAsync(id) ?? throw new InvalidOperationException($"There is no service plan '{id}'.");
}
