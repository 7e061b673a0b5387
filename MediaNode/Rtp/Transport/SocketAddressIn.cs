using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace OrleansConf.MediaNode.Rtp.Transport;

/// <summary>struct sockaddr_in: an IPv4 address and port as the kernel takes them. Equal bits mean the same peer.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct SocketAddressIn : IEquatable<SocketAddressIn>
{
    /// <summary>Family, port and address in one word: read and written in one piece.</summary>
    [FieldOffset(0)]
    public ulong Bits;

    [FieldOffset(0)]
    private ushort _family;

    [FieldOffset(2)]
    private ushort _portBigEndian;

    [FieldOffset(4)]
    private uint _addressBigEndian;

    /// <summary>The IPv4 address as the wire has it.</summary>
    public readonly uint Address => _addressBigEndian;

    public readonly int Port => BinaryPrimitives.ReverseEndianness(_portBigEndian);

    public static SocketAddressIn From(IPEndPoint endpoint) => new()
    {
        _family = NativeSockets.AfInet,
        _portBigEndian = BinaryPrimitives.ReverseEndianness((ushort)endpoint.Port),
        _addressBigEndian = AddressOf(endpoint.Address),
    };

    /// <summary>Two bytes of port and four of address, both in network order.</summary>
    public static SocketAddressIn FromPortAndAddress(ReadOnlySpan<byte> wire) => new()
    {
        _family = NativeSockets.AfInet,
        _portBigEndian = MemoryMarshal.Read<ushort>(wire),
        _addressBigEndian = MemoryMarshal.Read<uint>(wire[2..]),
    };

    /// <summary>An IPv4 address, or one mapped into IPv6; 0 for other IPv6 addresses, which match no peer.</summary>
    public static uint AddressOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetwork && plain.TryWriteBytes(bytes, out _)
            ? MemoryMarshal.Read<uint>(bytes)
            : 0;
    }

    /// <summary>The same host, another port.</summary>
    public readonly SocketAddressIn WithPort(int port) =>
        this with { _portBigEndian = BinaryPrimitives.ReverseEndianness((ushort)port) };

    /// <summary>Writes two bytes of port and four of address, both in network order.</summary>
    public readonly void CopyPortAndAddress(Span<byte> wire)
    {
        MemoryMarshal.Write(wire, _portBigEndian);
        MemoryMarshal.Write(wire[2..], _addressBigEndian);
    }

    public readonly IPEndPoint ToEndPoint() => new(new IPAddress(_addressBigEndian), Port);

    public readonly bool Equals(SocketAddressIn other) => Bits == other.Bits;

    public override readonly bool Equals(object? obj) => obj is SocketAddressIn other && Equals(other);

    public override readonly int GetHashCode() => Bits.GetHashCode();
}
