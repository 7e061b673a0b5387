namespace OrleansConf.MediaNode.Engine;

/// <summary>What a worker counts. Written by its thread alone; others read values that may be a moment old.</summary>
internal sealed class WorkerCounters
{
    /// <summary>Upper bounds of the lateness classes in microseconds; one more class holds what is above.</summary>
    public static readonly int[] LatenessBoundsUs = [100, 250, 500, 1000, 2000, 5000, 10000, 20000];

    public readonly long[] Lateness = new long[LatenessBoundsUs.Length + 1];

    public long Slots;
    public long SlotsLate;
    public long TicksSkipped;
    public long PacketsReceived;
    public long PacketsSent;
    public long SendsRefused;
    public long Strangers;
    public long LateAfterClose;
    public long Rebound;
    public long Faults;
    public long CpuNs;

    /// <summary>Legs mixed by the worker, in rooms or alone.</summary>
    public int Legs;
    public int Rooms;

    public void NoteLateness(long lateNs)
    {
        Slots++;
        long lateUs = lateNs / 1000;
        int i = 0;
        while (i < LatenessBoundsUs.Length && lateUs > LatenessBoundsUs[i])
        {
            i++;
        }

        Lateness[i]++;
    }
}
