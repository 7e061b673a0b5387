namespace OrleansConf.MediaNode.Cluster;

/// <summary>Share of the machine's CPU that this process used since the last reading, 0 to 1.</summary>
public sealed class CpuShare(TimeProvider time)
{
    private long _readAt = time.GetTimestamp();
    private TimeSpan _used = Environment.CpuUsage.TotalTime;

    /// <remarks>One reader.</remarks>
    public double Read()
    {
        var used = Environment.CpuUsage.TotalTime;
        var elapsed = time.GetElapsedTime(_readAt);
        var share = elapsed > TimeSpan.Zero ? (used - _used) / elapsed / Environment.ProcessorCount : 0;
        _readAt = time.GetTimestamp();
        _used = used;
        return Math.Clamp(share, 0, 1);
    }
}
