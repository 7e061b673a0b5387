using System.Buffers.Binary;

namespace OrleansConf.MediaNode.Rtp.Rtcp;

/// <summary>How one source is received (RFC 3550 §6.4.1, report block).</summary>
/// <param name="Ssrc">The source reported on.</param>
/// <param name="FractionLost">Share lost since the report before, in 1/256.</param>
/// <param name="PacketsLost">Lost since the beginning, -2^23 to 2^23-1; negative when duplicates outweigh the losses.</param>
/// <param name="HighestSequence">Extended highest sequence number received.</param>
/// <param name="JitterTicks">Interarrival jitter in RTP ticks.</param>
/// <param name="LastSenderReport">Middle of the NTP time of the source's last sender report; 0 before one came.</param>
/// <param name="DelayQ16">Time since that report came, in 1/65536 s.</param>
public readonly record struct ReceptionReport(
    uint Ssrc, byte FractionLost, int PacketsLost, uint HighestSequence, uint JitterTicks, uint LastSenderReport, uint DelayQ16)
{
    public const int Size = 24;

    private const int MostLost = 0x7FFFFF;

    /// <param name="from">At least <see cref="Size"/> bytes.</param>
    public static ReceptionReport Read(ReadOnlySpan<byte> from)
    {
        uint loss = BinaryPrimitives.ReadUInt32BigEndian(from[4..]);
        return new ReceptionReport(
            BinaryPrimitives.ReadUInt32BigEndian(from),
            (byte)(loss >> 24),
            (int)(loss << 8) >> 8,
            BinaryPrimitives.ReadUInt32BigEndian(from[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(from[12..]),
            BinaryPrimitives.ReadUInt32BigEndian(from[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(from[20..]));
    }

    public void Write(Span<byte> to)
    {
        int lost = Math.Clamp(PacketsLost, -MostLost - 1, MostLost);
        BinaryPrimitives.WriteUInt32BigEndian(to, Ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(to[4..], ((uint)FractionLost << 24) | ((uint)lost & 0xFFFFFF));
        BinaryPrimitives.WriteUInt32BigEndian(to[8..], HighestSequence);
        BinaryPrimitives.WriteUInt32BigEndian(to[12..], JitterTicks);
        BinaryPrimitives.WriteUInt32BigEndian(to[16..], LastSenderReport);
        BinaryPrimitives.WriteUInt32BigEndian(to[20..], DelayQ16);
    }

    /// <summary>Time to the reporting side and back (RFC 3550 §6.4.1), without what it kept our report for.</summary>
    /// <param name="nowMiddle">Middle of our NTP time as the report arrives.</param>
    /// <returns>Null when it answers no report of ours, or nonsense.</returns>
    public TimeSpan? RoundTrip(uint nowMiddle)
    {
        if (LastSenderReport == 0)
        {
            return null;
        }

        // The field wraps after 18 hours; clocks of the two sides do not enter. A peer may round its delay up a little.
        int q16 = (int)(nowMiddle - LastSenderReport - DelayQ16);
        const int RoundingQ16 = -66;
        const int LongestQ16 = 60 << 16;
        return q16 is < RoundingQ16 or > LongestQ16 ? null : TimeSpan.FromSeconds(Math.Max(q16, 0) / 65536.0);
    }
}
