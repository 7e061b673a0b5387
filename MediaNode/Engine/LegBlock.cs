using System.Runtime.InteropServices;
using OrleansConf.MediaNode.Rtp.Transport;

namespace OrleansConf.MediaNode.Engine;

/// <summary>What the kernel reads of a leg: header and address in one cache line, then the payload of its own.</summary>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
internal unsafe struct LegBlock
{
    /// <summary>An odd number of cache lines, so that the first lines of many legs spread over the cache.</summary>
    public const int Bytes = 21 * 64;
    public const int PayloadBytes = Bytes - 64;

    [FieldOffset(0)]
    public fixed byte Header[12];

    [FieldOffset(16)]
    public SocketAddressIn Remote;

    [FieldOffset(64)]
    public fixed byte Payload[PayloadBytes];
}

/// <summary>Native memory for legs, taken in slabs and given back only with the pool. Any thread.</summary>
internal sealed unsafe class LegBlockPool : IDisposable
{
    private const int SlabBlocks = 64;

    private readonly Lock _lock = new();
    private readonly List<nint> _slabs = [];
    private readonly Stack<nint> _free = new();
    private bool _disposed;

    /// <summary>Blocks in use; 0 once all legs are gone.</summary>
    public int InUse { get; private set; }

    public LegBlock* Rent()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_free.Count == 0)
            {
                AddSlab();
            }

            InUse++;
            var block = (LegBlock*)_free.Pop();
            NativeMemory.Clear(block, LegBlock.Bytes);
            return block;
        }
    }

    public void Return(LegBlock* block)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                InUse--;
                _free.Push((nint)block);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (nint slab in _slabs)
            {
                NativeMemory.AlignedFree((void*)slab);
            }

            _slabs.Clear();
        }
    }

    private void AddSlab()
    {
        var slab = (nint)NativeMemory.AlignedAlloc(SlabBlocks * LegBlock.Bytes, 64);
        _slabs.Add(slab);
        for (int i = SlabBlocks - 1; i >= 0; i--)
        {
            _free.Push(slab + (i * LegBlock.Bytes));
        }
    }
}
