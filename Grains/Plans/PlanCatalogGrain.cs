using System.Collections.Immutable;

namespace OrleansConf.Grains.Plans;

/// <inheritdoc cref="IPlanCatalogGrain"/>
[GrainType("conf.plan-catalog")]
internal sealed class PlanCatalogGrain(
    [PersistentState("plan-catalog")] IPersistentState<PlanCatalogState> store) : Grain, IPlanCatalogGrain
{
    public Task<ServicePlan?> FindAsync(PlanId id) => Task.FromResult(
        store.State.Plans.GetValueOrDefault(id) ?? PlanPresets.All.FirstOrDefault(plan => plan.Id == id));

    public Task<ImmutableArray<ServicePlan>> ListAsync()
    {
        var plans = PlanPresets.All.ToDictionary(plan => plan.Id);
        foreach (var plan in store.State.Plans.Values)
            plans[plan.Id] = plan;
        return Task.FromResult(plans.Values.OrderBy(plan => plan.Id.Value, StringComparer.Ordinal).ToImmutableArray());
    }

    public async Task PutAsync(ServicePlan plan)
    {
        store.State.Plans[plan.Id] = plan;
        await store.WriteStateAsync();
    }
}
