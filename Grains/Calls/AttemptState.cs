namespace OrleansConf.Grains.Calls;

/// <summary>Wrong entries of one caller, trunk or room.</summary>
[GenerateSerializer, Alias("conf.state.attempts")]
public sealed class AttemptState
{
    [Id(0)] public int Count { get; set; }

    /// <summary>When <see cref="Count"/> was last counted up.</summary>
    [Id(1)] public DateTimeOffset LastAt { get; set; }
}
