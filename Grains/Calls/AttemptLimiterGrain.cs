using Microsoft.Extensions.Options;

namespace OrleansConf.Grains.Calls;

/// <inheritdoc cref="IAttemptLimiterGrain"/>
/// <remarks>Wrong entries are stored as they happen; those being judged live in memory and run out by themselves.</remarks>
[GrainType("conf.attempts")]
internal sealed class AttemptLimiterGrain(
    [PersistentState("attempts")] IPersistentState<AttemptState> store,
    IOptions<AttemptOptions> options,
    TimeProvider time) : Grain, IAttemptLimiterGrain
{
    /// <summary>An entry whose judgement was never told counts for this long.</summary>
    private static readonly TimeSpan JudgementLimit = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Guid, DateTimeOffset> _judged = [];

    private AttemptLimit Limit => AttemptKeys.IsCaller(this.GetPrimaryKeyString()) ? options.Value.Caller
        : AttemptKeys.IsTrunk(this.GetPrimaryKeyString()) ? options.Value.Trunk
        : options.Value.Room;

    public Task<AttemptAnswer> BeginAsync(Guid attempt)
    {
        var now = time.GetUtcNow();
        foreach (var (stale, _) in _judged.Where(entry => now - entry.Value > JudgementLimit).ToList())
            _judged.Remove(stale);
        _judged.Remove(attempt);
        var wrong = AttemptRules.Remaining(store.State.Count, store.State.LastAt, Limit, now) + _judged.Count;
        var retryAt = AttemptRules.RetryAt(store.State.Count, store.State.LastAt, Limit, now);
        // Beyond the free ones entries are judged one after the other: each may be the one that lengthens the delay.
        if (retryAt is null && _judged.Count > 0 && wrong >= Limit.FreeEntries)
            retryAt = now + Limit.FirstDelay;
        if (retryAt is null)
            _judged[attempt] = now;
        return Task.FromResult(new AttemptAnswer { Allowed = retryAt is null, WrongEntries = wrong, RetryAt = retryAt });
    }

    public async Task EndAsync(Guid attempt, bool wasWrong)
    {
        _judged.Remove(attempt);
        if (!wasWrong)
            return;
        var now = time.GetUtcNow();
        store.State.Count = AttemptRules.Remaining(store.State.Count, store.State.LastAt, Limit, now) + 1;
        store.State.LastAt = now;
        await store.WriteStateAsync();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // What is forgotten needs no row: caller numbers are many.
        if (store.RecordExists && AttemptRules.Remaining(store.State.Count, store.State.LastAt, Limit, time.GetUtcNow()) == 0)
            await store.ClearStateAsync(cancellationToken);
    }
}
