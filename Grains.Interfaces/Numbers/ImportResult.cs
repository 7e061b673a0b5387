using System.Collections.Immutable;

namespace OrleansConf.Grains.Interfaces.Numbers;

/// <summary>What came of an import. A file with problems changes nothing.</summary>
[GenerateSerializer, Immutable, Alias("conf.import-result")]
public sealed record ImportResult
{
    [Id(0)] public required int Imported { get; init; }

    [Id(1)] public ImmutableArray<ImportProblem> Problems { get; init; } = [];
}
