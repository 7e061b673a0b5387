using System.Buffers.Binary;

namespace OrleansConf.MediaNode.Rtp.Rtcp;

/// <summary>What a sender says of itself (RFC 3550 §6.4.1).</summary>
/// <param name="Ntp">Time of the report, seconds since 1900 in the upper half, fractions below.</param>
/// <param name="RtpTimestamp">The same moment on the stream's clock.</param>
/// <param name="Packets">RTP packets sent.</param>
/// <param name="PayloadBytes">Their payloads, without headers.</param>
public readonly record struct SenderInfo(ulong Ntp, uint RtpTimestamp, uint Packets, uint PayloadBytes)
{
    public const int Size = 20;

    /// <summary>The middle of the NTP time, in 1/65536 s: what reports carry back.</summary>
    public uint NtpMiddle => (uint)(Ntp >> 16);

    /// <param name="from">At least <see cref="Size"/> bytes.</param>
    public static SenderInfo Read(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadUInt64BigEndian(from),
        BinaryPrimitives.ReadUInt32BigEndian(from[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(from[12..]),
        BinaryPrimitives.ReadUInt32BigEndian(from[16..]));

    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64BigEndian(to, Ntp);
        BinaryPrimitives.WriteUInt32BigEndian(to[8..], RtpTimestamp);
        BinaryPrimitives.WriteUInt32BigEndian(to[12..], Packets);
        BinaryPrimitives.WriteUInt32BigEndian(to[16..], PayloadBytes);
    }
}
