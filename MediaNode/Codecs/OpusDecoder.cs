using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansConf.MediaNode.Codecs;

/// <summary>Opus (RFC 6716) to mono PCM by libopus. Allocates in its constructor only; one thread at a time.</summary>
public sealed unsafe class OpusDecoder
{
    private readonly byte[] _state;
    private readonly byte* _statePointer;

    /// <param name="sampleRate">8000, 16000 or 48000, whatever the sender uses.</param>
    public OpusDecoder(int sampleRate)
    {
        _state = GC.AllocateArray<byte>(OpusLibrary.DecoderBytes(channels: 1), pinned: true);
        _statePointer = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_state));
        int result = OpusLibrary.InitDecoder(_statePointer, sampleRate, 1);
        if (result != OpusLibrary.Ok)
        {
            throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, $"libopus refused with {result}.");
        }
    }

    /// <summary>Decodes a packet that fits into <paramref name="pcm"/>; returns the samples, 0 if it is unsound or too long.</summary>
    public int Decode(ReadOnlySpan<byte> payload, Span<short> pcm) => payload.IsEmpty ? 0 : Decode(payload, pcm, repair: 0);

    /// <summary>Fills <paramref name="pcm"/> in place of a lost packet.</summary>
    /// <param name="next">The packet after it, which may repeat it (RFC 6716 §2.1.7); empty if not there.</param>
    /// <param name="pcm">As long as the lost packet.</param>
    public bool TryConceal(ReadOnlySpan<byte> next, Span<short> pcm)
    {
        bool repaired = !next.IsEmpty && Decode(next, pcm, repair: 1) == pcm.Length;
        return repaired || Decode(default, pcm, repair: 0) == pcm.Length;
    }

    private int Decode(ReadOnlySpan<byte> payload, Span<short> pcm, int repair)
    {
        // An empty span gives a null pointer: the library's sign for a loss.
        fixed (byte* bytes = payload)
        fixed (short* samples = pcm)
        {
            return Math.Max(0, OpusLibrary.Decode(_statePointer, bytes, payload.Length, samples, pcm.Length, repair));
        }
    }
}
