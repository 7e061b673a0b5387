using System.Collections.Immutable;

namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>One page of records and how many there are in all.</summary>
[GenerateSerializer, Immutable, Alias("conf.call-history-page")]
public sealed record CallHistoryPage
{
    [Id(0)] public required ImmutableArray<CallRecord> Records { get; init; }

    [Id(1)] public required long Total { get; init; }
}
