using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OrleansConf.MediaNode.Codecs;

/// <summary>G.711 in both laws (ITU-T G.711). Stateless; any thread.</summary>
/// <remarks>
/// A code is a tiny floating point number: three bits of exponent, four of mantissa. The vector paths therefore let
/// the processor's own int-to-float conversion find exponent and mantissa. The scalar methods are the reference.
/// </remarks>
public static class G711
{
    /// <summary>Positive zero in µ-law; silence on the wire.</summary>
    public const byte UlawSilence = 0xFF;

    /// <summary>Smallest positive value in A-law (there is no zero); silence on the wire.</summary>
    public const byte AlawSilence = 0xD5;

    private const int UlawBias = 132;
    private const int UlawClip = 32635;

    /// <summary>A float's exponent and upper four mantissa bits sit above bit 19; 127 is the exponent's bias.</summary>
    private const int FloatShift = 19;
    private const int UlawFloatOffset = (127 + 7) << 4;
    private const int AlawFloatOffset = (127 + 4) << 4;

    private static readonly short[] UlawTable = BuildTable(UlawToLinear);
    private static readonly short[] AlawTable = BuildTable(AlawToLinear);

    public static short DecodeUlaw(byte code) => UlawTable[code];

    public static short DecodeAlaw(byte code) => AlawTable[code];

    public static byte EncodeUlaw(short sample)
    {
        int sign = (sample >> 15) & 0x80;
        int magnitude = Math.Min(Math.Abs((int)sample), UlawClip) + UlawBias;
        int exponent = BitOperations.Log2((uint)magnitude) - 7;
        int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return (byte)~(sign | (exponent << 4) | mantissa);
    }

    public static byte EncodeAlaw(short sample)
    {
        int sign = ~(sample >> 15) & 0x80;
        int magnitude = (sample ^ (sample >> 15)) >> 3;
        int code = magnitude >> 1;
        if (magnitude >= 32)
        {
            int exponent = BitOperations.Log2((uint)magnitude) - 4;
            code = (exponent << 4) | ((magnitude >> exponent) & 0x0F);
        }

        return (byte)((sign | code) ^ 0x55);
    }

    /// <summary>Decodes µ-law, one sample per byte; <paramref name="pcm"/> must hold as many samples.</summary>
    public static void DecodeUlaw(ReadOnlySpan<byte> payload, Span<short> pcm) => Decode(UlawTable, payload, pcm);

    /// <summary>Decodes A-law, one sample per byte; <paramref name="pcm"/> must hold as many samples.</summary>
    public static void DecodeAlaw(ReadOnlySpan<byte> payload, Span<short> pcm) => Decode(AlawTable, payload, pcm);

    /// <summary>Encodes to µ-law, one byte per sample; <paramref name="payload"/> must hold as many bytes.</summary>
    public static void EncodeUlaw(ReadOnlySpan<short> pcm, Span<byte> payload)
    {
        payload = payload[..pcm.Length];
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= pcm.Length - Vector256<short>.Count; i += Vector256<short>.Count)
            {
                var (low, high) = Vector256.Widen(Vector256.Create(pcm.Slice(i, Vector256<short>.Count)));
                StoreBytes(UlawCodes(low), UlawCodes(high), payload[i..]);
            }
        }

        for (; i < pcm.Length; i++)
        {
            payload[i] = EncodeUlaw(pcm[i]);
        }
    }

    /// <summary>Encodes to A-law, one byte per sample; <paramref name="payload"/> must hold as many bytes.</summary>
    public static void EncodeAlaw(ReadOnlySpan<short> pcm, Span<byte> payload)
    {
        payload = payload[..pcm.Length];
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= pcm.Length - Vector256<short>.Count; i += Vector256<short>.Count)
            {
                var (low, high) = Vector256.Widen(Vector256.Create(pcm.Slice(i, Vector256<short>.Count)));
                StoreBytes(AlawCodes(low), AlawCodes(high), payload[i..]);
            }
        }

        for (; i < pcm.Length; i++)
        {
            payload[i] = EncodeAlaw(pcm[i]);
        }
    }

    /// <summary>Whether a µ-law payload is digital silence: nothing but positive and negative zero.</summary>
    public static bool IsSilentUlaw(ReadOnlySpan<byte> payload) => IsAll(payload, UlawSilence);

    /// <summary>Whether an A-law payload is digital silence: nothing but the two smallest values.</summary>
    public static bool IsSilentAlaw(ReadOnlySpan<byte> payload) => IsAll(payload, AlawSilence);

    /// <summary>Compares all but the sign bit. Speech fails in the first vector, so this costs a talker nothing.</summary>
    private static bool IsAll(ReadOnlySpan<byte> payload, byte code)
    {
        const byte Sign = 0x80;
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var sign = Vector256.Create(Sign);
            var wanted = Vector256.Create((byte)(code | Sign));
            for (; i <= payload.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
            {
                if ((Vector256.Create(payload.Slice(i, Vector256<byte>.Count)) | sign) != wanted)
                {
                    return false;
                }
            }
        }

        for (; i < payload.Length; i++)
        {
            if ((payload[i] | Sign) != (code | Sign))
            {
                return false;
            }
        }

        return true;
    }

    private static Vector256<int> UlawCodes(Vector256<int> sample)
    {
        var sign = (sample >> 31) & Vector256.Create(0x80);
        var magnitude = Vector256.Min(Vector256.Abs(sample), Vector256.Create(UlawClip)) + Vector256.Create(UlawBias);
        var bits = Vector256.ConvertToSingle(magnitude).AsInt32() >> FloatShift;
        return ~((bits - Vector256.Create(UlawFloatOffset)) | sign);
    }

    private static Vector256<int> AlawCodes(Vector256<int> sample)
    {
        var negative = sample >> 31;
        var sign = ~negative & Vector256.Create(0x80);
        var magnitude = (sample ^ negative) >> 3;
        var bits = Vector256.ConvertToSingle(magnitude).AsInt32() >> FloatShift;
        var code = Vector256.ConditionalSelect(
            Vector256.LessThan(magnitude, Vector256.Create(32)),
            magnitude >> 1,
            bits - Vector256.Create(AlawFloatOffset));
        return (sign | code) ^ Vector256.Create(0x55);
    }

    private static void StoreBytes(Vector256<int> low, Vector256<int> high, Span<byte> to)
    {
        var mask = Vector256.Create(0xFF);
        var words = Vector256.Narrow((low & mask).AsUInt32(), (high & mask).AsUInt32());
        var bytes = Vector128.Narrow(words.GetLower(), words.GetUpper());
        bytes.StoreUnsafe(ref MemoryMarshal.GetReference(to[..Vector128<byte>.Count]));
    }

    private static void Decode(short[] table, ReadOnlySpan<byte> payload, Span<short> pcm)
    {
        pcm = pcm[..payload.Length];
        ref short first = ref MemoryMarshal.GetArrayDataReference(table);
        for (int i = 0; i < payload.Length; i++)
        {
            // The table holds 256 entries: a byte cannot index beyond it.
            pcm[i] = Unsafe.Add(ref first, payload[i]);
        }
    }

    private static short UlawToLinear(byte code)
    {
        int inverted = ~code;
        int magnitude = ((((inverted & 0x0F) << 3) + UlawBias) << ((inverted >> 4) & 7)) - UlawBias;
        return (short)((inverted & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static short AlawToLinear(byte code)
    {
        int even = code ^ 0x55;
        int exponent = (even >> 4) & 7;
        int magnitude = ((even & 0x0F) << 4) + 8;
        if (exponent > 0)
        {
            magnitude = (magnitude + 0x100) << (exponent - 1);
        }

        return (short)((even & 0x80) != 0 ? magnitude : -magnitude);
    }

    private static short[] BuildTable(Func<byte, short> toLinear)
    {
        var table = new short[256];
        for (int code = 0; code < table.Length; code++)
        {
            table[code] = toLinear((byte)code);
        }

        return table;
    }
}
