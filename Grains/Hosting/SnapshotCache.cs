namespace OrleansConf.Grains.Hosting;

/// <summary>
/// One value per silo that is fetched again when it is older than <paramref name="maxAge"/>. <paramref name="fetch"/> is given the
/// value known, null at first. While the source does not answer, the last value goes on being used: calls must not stop because
/// operator data cannot be refreshed.
/// </summary>
/// <remarks>Any thread.</remarks>
internal sealed class SnapshotCache<T>(Func<T?, Task<T>> fetch, TimeSpan maxAge, TimeProvider time)
    where T : class
{
    private readonly Lock _gate = new();
    private T? _value;
    private long _fetchedAt;
    private Task<T>? _fetching;

    public ValueTask<T> GetAsync()
    {
        lock (_gate)
        {
            if (_value is { } value && time.GetElapsedTime(_fetchedAt) < maxAge)
                return new(value);
            if (_fetching is null || _fetching.IsCompleted)
                _fetching = FetchAsync(_value);
            return new(_fetching);
        }
    }

    private async Task<T> FetchAsync(T? known)
    {
        T value;
        try
        {
            value = await fetch(known);
        }
        catch (Exception) when (known is not null)
        {
            value = known;
        }

        lock (_gate)
        {
            _value = value;
            _fetchedAt = time.GetTimestamp();
        }

        return value;
    }
}
