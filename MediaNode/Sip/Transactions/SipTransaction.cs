using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Transactions;

/// <summary>
/// What every transaction has: a lock, a flow, one timer that repeats messages and one that ends its present state. A timer that
/// fires late, after the state it was for, meets the state machine, which ignores it.
/// </summary>
internal abstract class SipTransaction(SipContext context, TransactionKey key, SipFlow flow)
{
    private ITimer? _repeatTimer;
    private ITimer? _stateTimer;
    private TimeSpan _repeatInterval;

    public TransactionKey Key { get; } = key;

    public SipFlow Flow { get; } = flow;

    protected SipContext Context { get; } = context;

    protected Lock Gate { get; } = new();

    /// <summary>Stops the timers when the whole stack stops.</summary>
    public void Abandon()
    {
        lock (Gate)
            StopTimers();
    }

    protected abstract void OnRepeatTimer();

    protected abstract void OnStateTimer();

    /// <summary>Starts Timer A, E or G at T1.</summary>
    protected void StartRepeating()
    {
        _repeatInterval = Context.Options.T1;
        Arm(ref _repeatTimer, _repeatInterval, static t => ((SipTransaction)t!).OnRepeatTimer());
    }

    /// <summary>Doubles the interval, within <paramref name="most"/> where the RFC caps it.</summary>
    protected void RepeatAgain(TimeSpan? most = null)
    {
        _repeatInterval *= 2;
        if (most is { } limit && _repeatInterval > limit)
            _repeatInterval = limit;
        Arm(ref _repeatTimer, _repeatInterval, static t => ((SipTransaction)t!).OnRepeatTimer());
    }

    protected void RepeatAgainAt(TimeSpan interval)
    {
        _repeatInterval = interval;
        Arm(ref _repeatTimer, interval, static t => ((SipTransaction)t!).OnRepeatTimer());
    }

    protected void StartStateTimer(TimeSpan due) => Arm(ref _stateTimer, due, static t => ((SipTransaction)t!).OnStateTimer());

    protected void StopTimers()
    {
        _repeatTimer?.Dispose();
        _repeatTimer = null;
        _stateTimer?.Dispose();
        _stateTimer = null;
    }

    private void Arm(ref ITimer? timer, TimeSpan due, TimerCallback callback)
    {
        if (timer is null)
            timer = Context.Time.CreateTimer(callback, this, due, Timeout.InfiniteTimeSpan);
        else
            timer.Change(due, Timeout.InfiniteTimeSpan);
    }
}
