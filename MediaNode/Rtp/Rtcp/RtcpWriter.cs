using System.Buffers.Binary;

namespace OrleansConf.MediaNode.Rtp.Rtcp;

/// <summary>Writes compound RTCP packets: a report, who sends it, and a goodbye at the end (RFC 3550 §6.1).</summary>
public static class RtcpWriter
{
    /// <summary>Enough for any packet written here.</summary>
    public const int MaxBytes = 4 + 4 + SenderInfo.Size + ReceptionReport.Size + 4 + 4 + 2 + 255 + 4 + 8;

    private const byte Version = 2 << 6;
    private const byte CanonicalName = 1;

    /// <param name="to">At least <see cref="MaxBytes"/>.</param>
    /// <param name="ssrc">Ours.</param>
    /// <param name="sender">Null in a receiver report: nothing was sent of late.</param>
    /// <param name="reception">Null while nothing is received.</param>
    /// <param name="canonicalName">CNAME, at most 255 bytes; says nothing of user or machine (RFC 7022).</param>
    /// <param name="goodbye">Whether the stream ends with this.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(
        Span<byte> to, uint ssrc, SenderInfo? sender, ReceptionReport? reception, ReadOnlySpan<byte> canonicalName, bool goodbye)
    {
        int at = 8;
        if (sender is { } info)
        {
            info.Write(to[at..]);
            at += SenderInfo.Size;
        }

        if (reception is { } report)
        {
            report.Write(to[at..]);
            at += ReceptionReport.Size;
        }

        RtcpPacketType type = sender is null ? RtcpPacketType.ReceiverReport : RtcpPacketType.SenderReport;
        WriteHeader(to[..at], reception is null ? 0 : 1, type, ssrc);
        at += WriteName(to[at..], ssrc, canonicalName);
        if (goodbye)
        {
            WriteHeader(to.Slice(at, 8), 1, RtcpPacketType.Goodbye, ssrc);
            at += 8;
        }

        return at;
    }

    private static int WriteName(Span<byte> to, uint ssrc, ReadOnlySpan<byte> name)
    {
        // §6.5: the list of items ends with at least one zero byte, on a word boundary.
        int bytes = (8 + 2 + name.Length + 1 + 3) & ~3;
        to[..bytes].Clear();
        WriteHeader(to[..bytes], 1, RtcpPacketType.SourceDescription, ssrc);
        to[8] = CanonicalName;
        to[9] = (byte)name.Length;
        name.CopyTo(to[10..]);
        return bytes;
    }

    private static void WriteHeader(Span<byte> packet, int count, RtcpPacketType type, uint ssrc)
    {
        packet[0] = (byte)(Version | count);
        packet[1] = (byte)type;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)((packet.Length / 4) - 1));
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], ssrc);
    }
}
