namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>Whether one more entry may be tried now (R-ACC-6).</summary>
[GenerateSerializer, Immutable, Alias("conf.attempt-answer")]
public sealed record AttemptAnswer
{
    [Id(0)] public required bool Allowed { get; init; }

    /// <summary>Wrong entries not forgotten yet, and entries that are being judged now.</summary>
    [Id(1)] public required int WrongEntries { get; init; }

    /// <summary>When refused: from when on the next entry is taken.</summary>
    [Id(2)] public DateTimeOffset? RetryAt { get; init; }
}
