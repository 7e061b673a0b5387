using System.Buffers.Binary;

namespace OrleansConf.MediaNode.Rtp;

/// <summary>The fixed header of an RTP packet (RFC 3550 §5.1).</summary>
public readonly record struct RtpHeader(byte PayloadType, bool Marker, ushort SequenceNumber, uint Timestamp, uint Ssrc)
{
    /// <summary>Bytes of the fixed header, which is all that we ever send.</summary>
    public const int Size = 12;

    private const int Version = 2;

    /// <summary>Reads the header and finds the payload behind CSRC list and extension, without padding.</summary>
    /// <returns>False for anything that is not a sound RTP packet, among it RTCP and STUN.</returns>
    public static bool TryParse(ReadOnlySpan<byte> datagram, out RtpHeader header, out int payloadOffset, out int payloadBytes)
    {
        header = default;
        payloadOffset = payloadBytes = 0;
        if (datagram.Length < Size || datagram[0] >> 6 != Version)
        {
            return false;
        }

        byte first = datagram[0];
        int offset = Size + ((first & 0x0F) * 4);
        if ((first & 0x10) != 0)
        {
            if (offset + 4 > datagram.Length)
            {
                return false;
            }

            offset += 4 + (BinaryPrimitives.ReadUInt16BigEndian(datagram[(offset + 2)..]) * 4);
        }

        int padding = (first & 0x20) != 0 ? datagram[^1] : 0;
        if (offset + padding > datagram.Length)
        {
            return false;
        }

        header = new RtpHeader(
            (byte)(datagram[1] & 0x7F),
            (datagram[1] & 0x80) != 0,
            BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(datagram[8..]));
        payloadOffset = offset;
        payloadBytes = datagram.Length - offset - padding;
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> to)
    {
        to[0] = Version << 6;
        to[1] = (byte)(PayloadType | (Marker ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], SequenceNumber);
        BinaryPrimitives.WriteUInt32BigEndian(to[4..], Timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(to[8..], Ssrc);
    }
}
