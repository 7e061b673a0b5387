using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace OrleansConf.MediaNode.Codecs;

/// <summary>Linear PCM, 16 bit, network order (RFC 3551 §4.5.11). Stateless; any thread.</summary>
public static class L16
{
    /// <summary>Reads the whole samples of <paramref name="payload"/>; returns how many.</summary>
    public static int Decode(ReadOnlySpan<byte> payload, Span<short> pcm)
    {
        var wire = MemoryMarshal.Cast<byte, short>(payload);
        int samples = Math.Min(wire.Length, pcm.Length);
        Swap(wire[..samples], pcm);
        return samples;
    }

    /// <summary>Writes two bytes per sample; returns the bytes written.</summary>
    public static int Encode(ReadOnlySpan<short> pcm, Span<byte> payload)
    {
        Swap(pcm, MemoryMarshal.Cast<byte, short>(payload));
        return pcm.Length * sizeof(short);
    }

    private static void Swap(ReadOnlySpan<short> from, Span<short> to)
    {
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(from, to);
        }
        else
        {
            from.CopyTo(to);
        }
    }
}
