using System.Runtime.InteropServices;

namespace OrleansConf.MediaNode.Rtp.Transport;

/// <summary>Datagrams to go out of one socket, each of a header and a payload that stay where they are. One thread.</summary>
internal sealed unsafe class SendBatch : IDisposable
{
    public const int Capacity = 256;

    private readonly byte* _memory;
    private readonly NativeSockets.Part* _parts;
    private bool _disposed;

    public SendBatch()
    {
        nuint messages = (nuint)(Capacity * sizeof(NativeSockets.Message));
        _memory = (byte*)NativeMemory.AlignedAlloc(messages + (nuint)(Capacity * 2 * sizeof(NativeSockets.Part)), 64);
        Messages = (NativeSockets.Message*)_memory;
        _parts = (NativeSockets.Part*)(_memory + messages);
        for (int i = 0; i < Capacity; i++)
        {
            Messages[i] = new NativeSockets.Message
            {
                NameLength = (uint)sizeof(SocketAddressIn),
                Parts = _parts + (2 * i),
                PartCount = 2,
            };
            _parts[2 * i].Length = RtpHeader.Size;
        }
    }

    public int Count { get; private set; }

    public bool IsFull => Count == Capacity;

    public NativeSockets.Message* Messages { get; }

    /// <summary>Queues one RTP packet. All three pointers must stay valid until the batch is sent.</summary>
    public void Add(SocketAddressIn* to, byte* header, byte* payload, int payloadBytes)
    {
        int i = Count++;
        Messages[i].Name = to;
        _parts[2 * i].Base = header;
        _parts[(2 * i) + 1].Base = payload;
        _parts[(2 * i) + 1].Length = (nuint)payloadBytes;
    }

    public void Clear() => Count = 0;

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            NativeMemory.AlignedFree(_memory);
        }
    }
}
