using System.Runtime.InteropServices;

namespace OrleansConf.MediaNode.Rtp.Transport;

/// <summary>Room for the datagrams of one receive call, in native memory that the kernel writes to. One thread.</summary>
internal sealed unsafe class ReceiveBatch : IDisposable
{
    public const int Capacity = 256;

    /// <summary>What an Ethernet frame carries over UDP. An odd number of cache lines, so that the heads do not collide.</summary>
    public const int DatagramBytes = 1472;

    private readonly byte* _memory;
    private readonly SocketAddressIn* _senders;
    private readonly byte* _data;
    private bool _disposed;

    public ReceiveBatch()
    {
        nuint messages = (nuint)(Capacity * sizeof(NativeSockets.Message));
        nuint parts = (nuint)(Capacity * sizeof(NativeSockets.Part));
        nuint senders = (nuint)(Capacity * sizeof(SocketAddressIn));
        _memory = (byte*)NativeMemory.AlignedAlloc(messages + parts + senders + (Capacity * DatagramBytes), 64);
        Messages = (NativeSockets.Message*)_memory;
        var part = (NativeSockets.Part*)(_memory + messages);
        _senders = (SocketAddressIn*)(_memory + messages + parts);
        _data = _memory + messages + parts + senders;
        for (int i = 0; i < Capacity; i++)
        {
            part[i] = new NativeSockets.Part { Base = _data + (i * DatagramBytes), Length = DatagramBytes };
            Messages[i] = new NativeSockets.Message
            {
                Name = _senders + i,
                NameLength = (uint)sizeof(SocketAddressIn),
                Parts = part + i,
                PartCount = 1,
            };
        }
    }

    public NativeSockets.Message* Messages { get; }

    public ref SocketAddressIn Sender(int index) => ref _senders[index];

    public ReadOnlySpan<byte> Datagram(int index) => new(_data + (index * DatagramBytes), (int)Messages[index].Length);

    /// <summary>The whole room of one datagram, for receivers that fill it themselves.</summary>
    public Span<byte> Room(int index) => new(_data + (index * DatagramBytes), DatagramBytes);

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            NativeMemory.AlignedFree(_memory);
        }
    }
}
