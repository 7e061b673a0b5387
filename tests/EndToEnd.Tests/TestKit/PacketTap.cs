using System.Net;
using System.Net.Sockets;

namespace OrleansConf.EndToEnd.Tests.TestKit;

/// <summary>A socket that lets the kernel keep what arrives, to be taken out at the end.</summary>
internal sealed class PacketTap : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20 };

    public PacketTap() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public List<byte[]> Take()
    {
        var packets = new List<byte[]>();
        var buffer = new byte[2048];
        while (_socket.Available > 0)
        {
            int length = _socket.Receive(buffer);
            packets.Add(buffer[..length]);
        }

        return packets;
    }

    public void Dispose() => _socket.Dispose();
}
