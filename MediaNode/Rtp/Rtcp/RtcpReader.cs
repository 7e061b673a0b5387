using System.Buffers.Binary;

namespace OrleansConf.MediaNode.Rtp.Rtcp;

/// <summary>Steps through the packets of a compound RTCP datagram (RFC 3550 §6.1). Reads nothing beyond a packet's own length.</summary>
public ref struct RtcpReader
{
    private const int HeaderBytes = 4;
    private const int Version = 2;

    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _body;
    private int _blocksAt;

    private RtcpReader(ReadOnlySpan<byte> datagram) => _rest = datagram;

    public RtcpPacketType Type { get; private set; }

    /// <summary>SSRC of the packet's sender.</summary>
    public uint Ssrc { get; private set; }

    /// <summary>Report blocks, or sources of a goodbye, that the packet really holds.</summary>
    public int Count { get; private set; }

    /// <summary>Begins with a datagram; false if it is no sound compound packet (A.2): it starts with a report and the lengths add up.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> datagram, out RtcpReader reader)
    {
        reader = new RtcpReader(datagram);
        if (datagram.Length < 2 * HeaderBytes || (datagram[0] & 0xE0) != Version << 6
            || datagram[1] is not ((byte)RtcpPacketType.SenderReport or (byte)RtcpPacketType.ReceiverReport))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = datagram;
        while (rest.Length >= HeaderBytes && rest[0] >> 6 == Version && LengthOf(rest) <= rest.Length)
        {
            rest = rest[LengthOf(rest)..];
        }

        return rest.IsEmpty;
    }

    /// <summary>Moves to the next packet that is whole; false at the end.</summary>
    public bool Read()
    {
        while (_rest.Length >= HeaderBytes)
        {
            int length = LengthOf(_rest);
            if (length > _rest.Length)
            {
                return false;
            }

            ReadOnlySpan<byte> packet = _rest[..length];
            _rest = _rest[length..];
            if (TryTake(packet))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The sender's own figures, in a sender report.</summary>
    public readonly SenderInfo ReadSenderInfo() => SenderInfo.Read(_body[4..]);

    /// <param name="index">0 to <see cref="Count"/> - 1, in a report.</param>
    public readonly ReceptionReport ReadReception(int index) => ReceptionReport.Read(_body[(_blocksAt + (index * ReceptionReport.Size))..]);

    /// <param name="index">0 to <see cref="Count"/> - 1, in a goodbye.</param>
    public readonly uint ReadLeaving(int index) => BinaryPrimitives.ReadUInt32BigEndian(_body[(4 * index)..]);

    private static int LengthOf(ReadOnlySpan<byte> packet) => 4 * (BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) + 1);

    private bool TryTake(ReadOnlySpan<byte> packet)
    {
        _body = packet[HeaderBytes..];
        Type = (RtcpPacketType)packet[1];
        int claimed = packet[0] & 0x1F;
        _blocksAt = Type == RtcpPacketType.SenderReport ? 4 + SenderInfo.Size : 4;
        switch (Type)
        {
            case RtcpPacketType.SenderReport or RtcpPacketType.ReceiverReport when _body.Length >= _blocksAt:
                Ssrc = BinaryPrimitives.ReadUInt32BigEndian(_body);
                Count = Math.Min(claimed, (_body.Length - _blocksAt) / ReceptionReport.Size);
                return true;
            case RtcpPacketType.Goodbye:
                Count = Math.Min(claimed, _body.Length / 4);
                Ssrc = Count > 0 ? ReadLeaving(0) : 0;
                return true;
            default:
                return false;
        }
    }
}
