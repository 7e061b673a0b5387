using OrleansConf.Grains.Hosting;

namespace OrleansConf.Grains.Billing;

/// <summary>The price list as this silo knows it; a change is in force for new calls within a second.</summary>
internal sealed class PriceListCache(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly SnapshotCache<PriceBook> _cache = new(
        async known => await grains.GetGrain<IPriceListGrain>(IPriceListGrain.Key).GetAsync(known?.Version ?? -1) is { } list
            ? new PriceBook(list)
            : known ?? throw new InvalidOperationException("The price list returned nothing to a reader that knows nothing."),
        MaxAge,
        time);

    public ValueTask<PriceBook> GetAsync() => _cache.GetAsync();
}
