namespace OrleansConf.MediaNode.Rtp;

/// <summary>Makes one key press of the several packets that carry it. One thread.</summary>
/// <remarks>
/// All packets of a press share a timestamp (RFC 4733 §2.2.1). A press counts with its first packet to arrive, whichever
/// that is, so neither the marked first nor the three last ones are needed.
/// </remarks>
public struct DtmfReceiver
{
    private bool _started;
    private uint _ssrc;
    private uint _timestamp;
    private char _key;
    private ushort _longestTicks;

    /// <summary>Returns true when the packet is the first seen of a new key press.</summary>
    public bool Accept(in RtpHeader header, in DtmfEvent press)
    {
        bool sameSource = _started && header.Ssrc == _ssrc;
        int newer = (int)(header.Timestamp - _timestamp);
        if (sameSource && newer == 0 && press.Key == _key)
        {
            _longestTicks = Math.Max(_longestTicks, press.DurationTicks);
            return false;
        }

        if (sameSource && newer < 0)
        {
            return false;
        }

        // §2.5.1.3: a press longer than the field can say goes on as a new event that starts where the first one ended.
        bool continues = sameSource && press.Key == _key && _longestTicks == ushort.MaxValue && newer == ushort.MaxValue;
        _started = true;
        _ssrc = header.Ssrc;
        _timestamp = header.Timestamp;
        _key = press.Key;
        _longestTicks = press.DurationTicks;
        return !continues;
    }
}
