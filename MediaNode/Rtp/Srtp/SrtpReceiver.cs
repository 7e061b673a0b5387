using System.Buffers.Binary;

namespace OrleansConf.MediaNode.Rtp.Srtp;

/// <summary>Checks and opens the packets that a peer sends. Thread of the port.</summary>
internal sealed class SrtpReceiver(SrtpMasterKey key)
{
    /// <summary>Streams remembered, so that packets of an earlier one cannot be played again after a change of SSRC.</summary>
    private const int MaxStreams = 4;

    private const int MaxPacketBytes = 2048;

    private readonly SrtpTransform _transform = SrtpTransform.Create(key);
    private readonly SrtpStream[] _streams = new SrtpStream[MaxStreams];
    private readonly byte[] _plain = new byte[MaxPacketBytes];
    private int _known;
    private int _oldest;

    /// <summary>The packet in the clear, or empty when it is forged, repeated or broken. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Open(ReadOnlySpan<byte> packet)
    {
        if (packet.Length > MaxPacketBytes || !TryFindPayload(packet, out int offset) || packet.Length < offset + _transform.TagBytes)
        {
            return default;
        }

        ushort sequence = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        uint ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        int at = Find(ssrc);
        SrtpStream stream = at < 0 ? SrtpStream.Start(ssrc, sequence) : _streams[at];
        ulong index = stream.Guess(sequence);
        int bytes = packet.Length - offset - _transform.TagBytes;
        if (stream.IsRepeated(index) || !_transform.TryOpen(packet[..offset], packet[offset..], _plain.AsSpan(offset, bytes), ssrc, index))
        {
            return default;
        }

        stream.Note(index);
        _streams[at < 0 ? Place() : at] = stream;
        packet[..offset].CopyTo(_plain);
        return _plain.AsSpan(0, offset + bytes);
    }

    /// <summary>Header, CSRC list and extension are in the clear; padding is not.</summary>
    private static bool TryFindPayload(ReadOnlySpan<byte> packet, out int offset)
    {
        offset = 0;
        if (packet.Length < RtpHeader.Size || packet[0] >> 6 != 2)
        {
            return false;
        }

        offset = RtpHeader.Size + ((packet[0] & 0x0F) * 4);
        if ((packet[0] & 0x10) == 0)
        {
            return true;
        }

        if (offset + 4 > packet.Length)
        {
            return false;
        }

        offset += 4 + (BinaryPrimitives.ReadUInt16BigEndian(packet[(offset + 2)..]) * 4);
        return true;
    }

    private int Find(uint ssrc)
    {
        for (int i = 0; i < _known; i++)
        {
            if (_streams[i].Ssrc == ssrc)
            {
                return i;
            }
        }

        return -1;
    }

    private int Place()
    {
        if (_known < MaxStreams)
        {
            return _known++;
        }

        int place = _oldest;
        _oldest = (_oldest + 1) % MaxStreams;
        return place;
    }
}
