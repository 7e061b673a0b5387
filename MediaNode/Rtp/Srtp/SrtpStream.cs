namespace OrleansConf.MediaNode.Rtp.Srtp;

/// <summary>What a receiver knows of one stream: the highest index seen, and which of the 64 up to it were there (RFC 3711 §3.3.2).</summary>
internal struct SrtpStream
{
    private const int Window = 64;

    private ulong _highest;
    private ulong _seen;

    public uint Ssrc { get; private set; }

    /// <summary>A stream begins with rollover counter 0 (§3.3.1).</summary>
    public static SrtpStream Start(uint ssrc, ushort sequence) => new() { Ssrc = ssrc, _highest = sequence };

    /// <summary>The index nearest to the highest one that ends in this number (§3.3.1, appendix A).</summary>
    public readonly ulong Guess(ushort sequence)
    {
        uint rollovers = (uint)(_highest >> 16);
        int ahead = sequence - (ushort)_highest;
        if (ahead < -0x8000)
        {
            rollovers++;
        }
        else if (ahead > 0x8000 && rollovers > 0)
        {
            rollovers--;
        }

        return ((ulong)rollovers << 16) | sequence;
    }

    public readonly bool IsRepeated(ulong index) =>
        index <= _highest && (_highest - index >= Window || (_seen >> (int)(_highest - index) & 1) != 0);

    public void Note(ulong index)
    {
        if (index > _highest)
        {
            ulong step = index - _highest;
            _seen = step >= Window ? 0 : _seen << (int)step;
            _highest = index;
        }

        _seen |= 1UL << (int)(_highest - index);
    }
}
