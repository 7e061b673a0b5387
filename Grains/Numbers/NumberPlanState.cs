namespace OrleansConf.Grains.Numbers;

/// <summary>Stored number plan.</summary>
[GenerateSerializer, Alias("conf.state.number-plan")]
public sealed class NumberPlanState
{
    [Id(0)] public long Version { get; set; }

    [Id(1)] public Dictionary<string, AccessNumber> Numbers { get; set; } = [];
}
