using System.Collections.Immutable;

namespace OrleansConf.TestKit.Audio;

/// <summary>
/// One clock for all senders of the process: fifty timers per call would be a load test of the timer, not of the server.
/// Subscribers are called every 5 ms or later and send what is due by the absolute time.
/// </summary>
internal static class PacketClock
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);
    private static readonly Lock Gate = new();
    private static ImmutableArray<Action<TimeSpan>> _subscribers = [];
    private static bool _running;

    /// <summary>Time since the process started to count; never steps back.</summary>
    public static TimeSpan Now => TimeProvider.System.GetElapsedTime(0);

    public static void Subscribe(Action<TimeSpan> tick)
    {
        lock (Gate)
        {
            _subscribers = _subscribers.Add(tick);
            if (_running)
                return;
            _running = true;
        }

        _ = Task.Run(RunAsync);
    }

    public static void Unsubscribe(Action<TimeSpan> tick)
    {
        lock (Gate)
            _subscribers = _subscribers.Remove(tick);
    }

    private static async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync())
        {
            TimeSpan now = Now;
            foreach (Action<TimeSpan> tick in _subscribers)
                tick(now);
            lock (Gate)
            {
                if (_subscribers.IsEmpty)
                {
                    _running = false;
                    return;
                }
            }
        }
    }
}
