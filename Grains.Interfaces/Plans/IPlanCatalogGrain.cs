using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OrleansConf.Grains.Interfaces.Plans;

/// <summary>The provider's service plans; the five presets are there from the first start. One grain, key <see cref="Key"/>.</summary>
[Alias("conf.plan-catalog"), GrainInterfaceType("conf.plan-catalog")]
public interface IPlanCatalogGrain : IGrainWithStringKey
{
    const string Key = "default";

    /// <summary>The plan, or null when there is none of that id.</summary>
    [Alias("find"), ReadOnly] Task<ServicePlan?> FindAsync(PlanId id);

    [Alias("list"), ReadOnly] Task<ImmutableArray<ServicePlan>> ListAsync();

    [Alias("put")] Task PutAsync(ServicePlan plan);
}
