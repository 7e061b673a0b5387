using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>The provider's prices by country, kind and date. One grain, key <see cref="Key"/>; readers keep a cached snapshot.</summary>
[Alias("conf.price-list"), GrainInterfaceType("conf.price-list")]
public interface IPriceListGrain : IGrainWithStringKey
{
    const string Key = "default";

    /// <summary>The list, or null when it is still at <paramref name="knownVersion"/>.</summary>
    [Alias("get"), ReadOnly] Task<PriceListSnapshot?> GetAsync(long knownVersion = -1);

    /// <summary>Adds entries, or replaces those of the same country, kind, number and date.</summary>
    [Alias("put")] Task PutAsync(ImmutableArray<PriceEntry> entries);

    [Alias("remove")] Task RemoveAsync(ImmutableArray<PriceEntry> entries);
}
