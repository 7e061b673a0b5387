using System.Runtime.CompilerServices;

namespace OrleansConf.MediaNode.Codecs;

/// <summary>G.722 at 64 kbit/s to 16 kHz PCM (ITU-T G.722). One stream, one thread at a time.</summary>
public sealed class G722Decoder
{
    private G722Band _low = new() { Scale = G722Band.LowInitialScale };
    private G722Band _high = new() { Scale = G722Band.HighInitialScale };
    private MirrorHistory _sums;
    private MirrorHistory _differences;

    /// <summary>Two samples per byte; <paramref name="pcm"/> must hold them. Returns the samples written.</summary>
    public int Decode(ReadOnlySpan<byte> payload, Span<short> pcm)
    {
        pcm = pcm[..(payload.Length * 2)];
        for (int i = 0; i < payload.Length; i++)
        {
            int code = payload[i];
            int low = DecodeLow(code & 0x3F);
            int high = DecodeHigh(code >> 6);
            Combine(low + high, low - high, out pcm[2 * i], out pcm[(2 * i) + 1]);
        }

        return pcm.Length;
    }

    private int DecodeLow(int code6)
    {
        int code4 = code6 >> 2;
        int output = ClampBand(_low.Estimate + ((_low.Scale * G722Tables.LowInverse6[code6]) >> 15));
        int difference = (_low.Scale * G722Tables.LowInverse4[code4]) >> 15;
        _low.AdaptLowScale(code4);
        _low.Predict(difference);
        return output;
    }

    private int DecodeHigh(int code2)
    {
        int difference = (_high.Scale * G722Tables.HighInverse[code2]) >> 15;
        int output = ClampBand(_high.Estimate + difference);
        _high.AdaptHighScale(code2);
        _high.Predict(difference);
        return output;
    }

    /// <summary>The receive filter (block RECA/RECB, ACCUMC, ACCUMD): two band samples to two PCM samples.</summary>
    private void Combine(int sum, int difference, out short first, out short second)
    {
        _sums.Push(sum);
        _differences.Push(difference);
        int even = 0;
        int odd = 0;
        for (int tap = 0; tap < MirrorHistory.Length; tap++)
        {
            even += _sums[tap] * G722Tables.MirrorFilter[tap];
            odd += _differences[tap] * G722Tables.MirrorFilter[MirrorHistory.Length - 1 - tap];
        }

        first = (short)G722Band.Saturate(odd >> 11);
        second = (short)G722Band.Saturate(even >> 11);
    }

    private static int ClampBand(int value) => Math.Clamp(value, -16384, 16383);
}

/// <summary>The last twelve samples through one half of the mirror filter, oldest first.</summary>
[InlineArray(Length)]
internal struct MirrorHistory
{
    public const int Length = 12;
    private int _first;

    public void Push(int sample)
    {
        for (int i = 0; i < Length - 1; i++)
        {
            this[i] = this[i + 1];
        }

        this[Length - 1] = sample;
    }
}
