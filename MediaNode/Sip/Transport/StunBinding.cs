using System.Buffers.Binary;
using System.Net;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>
/// Answers STUN binding requests on the SIP port (RFC 8489 §7.3.1), by which phones keep their UDP mapping open and see whether we
/// are still there (RFC 5626 §4.4.2).
/// </summary>
internal static class StunBinding
{
    private const int HeaderBytes = 20;
    private const uint MagicCookie = 0x2112A442;
    private const ushort Request = 0x0001;
    private const ushort Success = 0x0101;
    private const ushort XorMappedAddress = 0x0020;

    /// <summary>A binding request whose attributes fill it exactly. SIP never looks like one: its first octet is a letter.</summary>
    public static bool IsRequest(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < HeaderBytes || BinaryPrimitives.ReadUInt16BigEndian(datagram) != Request
            || BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) != MagicCookie
            || BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]) != datagram.Length - HeaderBytes)
            return false;
        var attributes = datagram[HeaderBytes..];
        while (!attributes.IsEmpty)
        {
            if (attributes.Length < 4)
                return false;
            // Padded to four octets (RFC 8489 §14).
            var size = 4 + ((BinaryPrimitives.ReadUInt16BigEndian(attributes[2..]) + 3) & ~3);
            if (size > attributes.Length)
                return false;
            attributes = attributes[size..];
        }
        return true;
    }

    /// <summary>A success response that tells the sender how it looks from here.</summary>
    public static byte[] Answer(ReadOnlySpan<byte> request, IPEndPoint source)
    {
        var address = source.Address.GetAddressBytes();
        var answer = new byte[HeaderBytes + 8 + address.Length];
        var to = answer.AsSpan();
        BinaryPrimitives.WriteUInt16BigEndian(to, Success);
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)(8 + address.Length));
        // Cookie and transaction id.
        request[4..HeaderBytes].CopyTo(to[4..]);
        BinaryPrimitives.WriteUInt16BigEndian(to[20..], XorMappedAddress);
        BinaryPrimitives.WriteUInt16BigEndian(to[22..], (ushort)(4 + address.Length));
        to[25] = (byte)(address.Length == 4 ? 1 : 2);
        BinaryPrimitives.WriteUInt16BigEndian(to[26..], (ushort)(source.Port ^ (int)(MagicCookie >> 16)));
        for (var i = 0; i < address.Length; i++)
            to[28 + i] = (byte)(address[i] ^ request[4 + i]);
        return answer;
    }
}
