using System.Collections.Immutable;

namespace OrleansConf.Grains.Numbers;

/// <inheritdoc cref="INumberPlanGrain"/>
[GrainType("conf.number-plan")]
internal sealed class NumberPlanGrain(
    [PersistentState("number-plan")] IPersistentState<NumberPlanState> store) : Grain, INumberPlanGrain
{
    private NumberPlanSnapshot? _snapshot;

    public Task<NumberPlanSnapshot?> GetAsync(long knownVersion = -1)
    {
        if (knownVersion == store.State.Version)
            return Task.FromResult<NumberPlanSnapshot?>(null);
        _snapshot ??= new NumberPlanSnapshot { Version = store.State.Version, Numbers = [.. store.State.Numbers.Values] };
        return Task.FromResult<NumberPlanSnapshot?>(_snapshot);
    }

    public async Task PutAsync(ImmutableArray<AccessNumber> numbers)
    {
        var changed = numbers.Where(number => store.State.Numbers.GetValueOrDefault(number.Number) != number).ToList();
        if (changed.Count == 0)
            return;
        foreach (var number in changed)
            store.State.Numbers[number.Number] = number;
        await StoreAsync();
    }

    public async Task<ImportResult> ImportAsync(string csv)
    {
        var (numbers, problems) = NumberCsv.Read(csv);
        if (problems.IsEmpty)
            await PutAsync(numbers);
        return new ImportResult { Imported = problems.IsEmpty ? numbers.Length : 0, Problems = problems };
    }

    public async Task RemoveAsync(ImmutableArray<string> numbers)
    {
        var known = store.State.Numbers.Count;
        foreach (var number in numbers)
            store.State.Numbers.Remove(number);
        if (store.State.Numbers.Count < known)
            await StoreAsync();
    }

    private async Task StoreAsync()
    {
        store.State.Version++;
        _snapshot = null;
        await store.WriteStateAsync();
    }
}
