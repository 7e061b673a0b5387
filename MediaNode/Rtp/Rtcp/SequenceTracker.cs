namespace OrleansConf.MediaNode.Rtp.Rtcp;

/// <summary>Extends the sequence numbers of one source and counts its packets, for reception reports (RFC 3550 A.1, A.3). One writer.</summary>
public struct SequenceTracker
{
    private const int MaxDropout = 3000;

    private bool _started;
    private uint _base;
    private uint _highest;
    private long _received;

    /// <summary>The extended highest sequence number.</summary>
    public readonly uint Highest => _highest;

    /// <summary>Packets that should have come since the source began.</summary>
    public readonly long Expected => _started ? (long)(_highest - _base) + 1 : 0;

    /// <summary>Packets that came, duplicates among them.</summary>
    public readonly long Received => _received;

    public void Note(ushort sequence)
    {
        int step = (short)(sequence - (ushort)_highest);
        if (!_started || step is > MaxDropout or < -MaxDropout)
        {
            this = new SequenceTracker { _started = true, _base = sequence, _highest = sequence, _received = 1 };
            return;
        }

        _highest += step > 0 ? (uint)step : 0;
        _received++;
    }
}
