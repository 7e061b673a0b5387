namespace OrleansConf.Grains.Plans;

/// <summary>Stored plans: what the operator added or changed; presets that were left alone are not stored.</summary>
[GenerateSerializer, Alias("conf.state.plan-catalog")]
public sealed class PlanCatalogState
{
    [Id(0)] public Dictionary<PlanId, ServicePlan> Plans { get; set; } = [];
}
