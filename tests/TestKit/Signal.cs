namespace OrleansConf.TestKit;

/// <summary>Wakes whoever waits for a condition each time the observed thing has changed. Any thread.</summary>
public sealed class Signal
{
    private TaskCompletionSource _changed = Fresh();

    public void Raise() => Interlocked.Exchange(ref _changed, Fresh()).TrySetResult();

    /// <summary>True as soon as <paramref name="condition"/> holds; false when <paramref name="timeout"/> has passed first.</summary>
    public async Task<bool> TryUntilAsync(Func<bool> condition, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // Taken before the condition is read: a change in between completes this very task.
            Task changed = Volatile.Read(ref _changed).Task;
            if (condition())
                return true;
            TimeSpan left = timeout - TimeProvider.System.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return false;
            try
            {
                await changed.WaitAsync(left, cancellationToken);
            }
            catch (TimeoutException)
            {
                return condition();
            }
        }
    }

    /// <exception cref="TimeoutException">The condition did not come to hold; the message says what was awaited.</exception>
    public async Task UntilAsync(
        Func<bool> condition, TimeSpan timeout, Func<string> awaited, CancellationToken cancellationToken = default)
    {
        if (!await TryUntilAsync(condition, timeout, cancellationToken))
            throw new TimeoutException($"Waited {timeout.TotalSeconds:0.#} s for {awaited()}");
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
