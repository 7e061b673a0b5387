namespace OrleansConf.MediaNode.Engine;

/// <summary>NTP time for sender reports: begins with the wall clock and then never jumps, since round trips are differences of it. Any thread.</summary>
internal sealed class NtpClock(TimeProvider time)
{
    private static readonly DateTimeOffset Epoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TimeSpan _start = time.GetUtcNow() - Epoch;
    private readonly long _startedAt = time.GetTimestamp();

    /// <summary>Seconds in the upper half, fractions of 2^-32 s in the lower.</summary>
    public ulong Now
    {
        get
        {
            TimeSpan now = _start + time.GetElapsedTime(_startedAt);
            ulong seconds = (ulong)now.Ticks / TimeSpan.TicksPerSecond;
            ulong fraction = ((ulong)now.Ticks % TimeSpan.TicksPerSecond << 32) / TimeSpan.TicksPerSecond;
            return (seconds << 32) | fraction;
        }
    }
}
