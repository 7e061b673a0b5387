using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OrleansConf.Grains.Interfaces.Numbers;

/// <summary>The provider's numbers. One grain, key <see cref="Key"/>; readers keep a cached snapshot.</summary>
[Alias("conf.number-plan"), GrainInterfaceType("conf.number-plan")]
public interface INumberPlanGrain : IGrainWithStringKey
{
    const string Key = "default";

    /// <summary>The plan, or null when it is still at <paramref name="knownVersion"/>.</summary>
    [Alias("get"), ReadOnly] Task<NumberPlanSnapshot?> GetAsync(long knownVersion = -1);

    /// <summary>Adds numbers or replaces those with the same <see cref="AccessNumber.Number"/>.</summary>
    [Alias("put")] Task PutAsync(ImmutableArray<AccessNumber> numbers);

    /// <summary>Imports a CSV file of shared numbers (see <c>docs/rules.md</c>); with any problem nothing is changed.</summary>
    [Alias("import")] Task<ImportResult> ImportAsync(string csv);

    [Alias("remove")] Task RemoveAsync(ImmutableArray<string> numbers);
}
