using System.Net;
using System.Net.Sockets;

namespace OrleansConf.MediaNode.Rtp.Transport;

/// <summary>A bound UDP socket that never blocks and moves datagrams in batches.</summary>
internal abstract class DatagramSocket : IDisposable
{
    /// <summary>Holds what arrives while the process stands still for some tens of milliseconds.</summary>
    private const int BufferBytes = 4 << 20;

    protected DatagramSocket(Socket socket)
    {
        Socket = socket;
        Local = (IPEndPoint)socket.LocalEndPoint!;
    }

    public IPEndPoint Local { get; }

    protected Socket Socket { get; }

    /// <summary>Binds a port; throws <see cref="SocketException"/> when it is taken.</summary>
    /// <param name="local">Where to bind; port 0 for any.</param>
    /// <param name="portable">Plain sockets even where batch calls exist.</param>
    public static DatagramSocket Bind(IPEndPoint local, bool portable)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        try
        {
            socket.Bind(local);
            GrowBuffers(socket);
            return portable || !NativeSockets.IsSupported ? new PortableDatagramSocket(socket) : new LinuxDatagramSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Takes what has arrived, at most <see cref="ReceiveBatch.Capacity"/> datagrams; 0 when there is none.</summary>
    public abstract int Receive(ReceiveBatch batch);

    /// <summary>Sends and clears the batch; returns how many the kernel refused.</summary>
    public abstract int Send(SendBatch batch);

    public void Dispose() => Socket.Dispose();

    private static void GrowBuffers(Socket socket)
    {
        socket.ReceiveBufferSize = BufferBytes;
        socket.SendBufferSize = BufferBytes;
        if (!NativeSockets.IsSupported)
        {
            return;
        }

        try
        {
            // Beyond the system's limit for those who may.
            Span<byte> size = stackalloc byte[sizeof(int)];
            BitConverter.TryWriteBytes(size, BufferBytes);
            socket.SetRawSocketOption(NativeSockets.SolSocket, NativeSockets.SoReceiveBufferForce, size);
            socket.SetRawSocketOption(NativeSockets.SolSocket, NativeSockets.SoSendBufferForce, size);
        }
        catch (SocketException)
        {
            // Not permitted: the system's limit holds.
        }
    }
}
