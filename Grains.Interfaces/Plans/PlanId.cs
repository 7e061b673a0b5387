namespace OrleansConf.Grains.Interfaces.Plans;

/// <summary>Names a service plan, e.g. <c>toll-free-guests</c>.</summary>
[GenerateSerializer, Immutable, Alias("conf.plan-id")]
public readonly record struct PlanId([property: Id(0)] string Value)
{
    public override string ToString() => Value;
}
