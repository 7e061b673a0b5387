using System.Collections.Immutable;

namespace OrleansConf.Grains.Billing;

/// <inheritdoc cref="IPriceListGrain"/>
[GrainType("conf.price-list")]
internal sealed class PriceListGrain([PersistentState("price-list")] IPersistentState<PriceListState> store) : Grain, IPriceListGrain
{
    public Task<PriceListSnapshot?> GetAsync(long knownVersion = -1) => Task.FromResult(knownVersion == store.State.Version
        ? null
        : new PriceListSnapshot { Version = store.State.Version, Entries = [.. store.State.Entries] });

    public Task PutAsync(ImmutableArray<PriceEntry> entries)
    {
        store.State.Entries.RemoveAll(known => entries.Any(entry => IsSameScope(entry, known)));
        store.State.Entries.AddRange(entries);
        return StoreAsync();
    }

    public Task RemoveAsync(ImmutableArray<PriceEntry> entries) =>
        store.State.Entries.RemoveAll(known => entries.Any(entry => IsSameScope(entry, known))) > 0 ? StoreAsync() : Task.CompletedTask;

    private static bool IsSameScope(PriceEntry left, PriceEntry right) =>
        (left.Country, left.Kind, left.Number, left.ValidFrom) == (right.Country, right.Kind, right.Number, right.ValidFrom);

    private Task StoreAsync()
    {
        store.State.Version++;
        return store.WriteStateAsync();
    }
}
