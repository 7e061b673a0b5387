namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>The end of a call, said once by the node that carried it.</summary>
[GenerateSerializer, Immutable, Alias("conf.call-ending")]
public sealed record CallEnding
{
    [Id(0)] public required DateTimeOffset EndedAt { get; init; }

    [Id(1)] public required Termination Termination { get; init; }

    [Id(2)] public CallFigures Figures { get; init; } = new();

    /// <summary>The caller still waited for a moderator (R-BIL-3); null: the node cannot say.</summary>
    [Id(3)] public bool? StillWaiting { get; init; }
}
