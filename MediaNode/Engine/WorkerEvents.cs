namespace OrleansConf.MediaNode.Engine;

/// <summary>News of a worker for the control side.</summary>
internal enum WorkerEventKind
{
    KeyPressed,
    PlayEnded,
    Latched,
    Closed,
    Drained,
}

internal readonly record struct WorkerEvent(WorkerEventKind Kind, MediaLeg Leg, char Key = '\0', PlayRequest? Request = null);

/// <summary>Carries news from a worker to the thread pool, in order: a ring with one writer, read by one work item at a time.</summary>
internal sealed class WorkerEvents : IThreadPoolWorkItem
{
    private const int Capacity = 8192;

    private readonly WorkerEvent[] _ring = new WorkerEvent[Capacity];
    private int _written;
    private int _read;
    private int _scheduled;

    /// <summary>Events that found the ring full.</summary>
    public long Dropped { get; private set; }

    /// <summary>Worker thread.</summary>
    public void Add(in WorkerEvent news)
    {
        int written = _written;
        if (written - Volatile.Read(ref _read) == Capacity)
        {
            Dropped++;
            return;
        }

        _ring[written & (Capacity - 1)] = news;
        Volatile.Write(ref _written, written + 1);
    }

    /// <summary>Worker thread, once per slot: wakes a thread if there is news.</summary>
    public void Flush()
    {
        if (_written != Volatile.Read(ref _read) && Interlocked.Exchange(ref _scheduled, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    public void Execute()
    {
        do
        {
            while (_read != Volatile.Read(ref _written))
            {
                WorkerEvent news = _ring[_read & (Capacity - 1)];
                _ring[_read & (Capacity - 1)] = default;
                Volatile.Write(ref _read, _read + 1);
                news.Leg.OnWorkerEvent(news);
            }

            Volatile.Write(ref _scheduled, 0);
        }
        while (_read != Volatile.Read(ref _written) && Interlocked.Exchange(ref _scheduled, 1) == 0);
    }
}
