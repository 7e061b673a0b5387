namespace OrleansConf.MediaNode.Codecs;

/// <summary>16 kHz PCM to G.722 at 64 kbit/s (ITU-T G.722). One stream, one thread at a time.</summary>
public sealed class G722Encoder
{
    private G722Band _low = new() { Scale = G722Band.LowInitialScale };
    private G722Band _high = new() { Scale = G722Band.HighInitialScale };
    private MirrorHistory _even;
    private MirrorHistory _odd;

    /// <summary>One byte per two samples; an odd last sample is left out. Returns the bytes written.</summary>
    public int Encode(ReadOnlySpan<short> pcm, Span<byte> payload)
    {
        payload = payload[..(pcm.Length / 2)];
        for (int i = 0; i < payload.Length; i++)
        {
            Split(pcm[2 * i], pcm[(2 * i) + 1], out int low, out int high);
            payload[i] = (byte)(EncodeLow(low) | (EncodeHigh(high) << 6));
        }

        return payload.Length;
    }

    /// <summary>Goes on where <paramref name="other"/> stands, so that a listener's decoder stays in step with the switch.</summary>
    public void CopyStateFrom(G722Encoder other)
    {
        _low = other._low;
        _high = other._high;
        _even = other._even;
        _odd = other._odd;
    }

    /// <summary>The transmit filter (§3.1): two PCM samples to one sample of each band.</summary>
    private void Split(short first, short second, out int low, out int high)
    {
        _even.Push(first);
        _odd.Push(second);
        int even = 0;
        int odd = 0;
        for (int tap = 0; tap < MirrorHistory.Length; tap++)
        {
            even += _even[tap] * G722Tables.MirrorFilter[tap];
            odd += _odd[tap] * G722Tables.MirrorFilter[MirrorHistory.Length - 1 - tap];
        }

        low = (odd + even) >> 14;
        high = (odd - even) >> 14;
    }

    private int EncodeLow(int sample)
    {
        int error = G722Band.Saturate(sample - _low.Estimate);
        int magnitude = error >= 0 ? error : ~error;
        int level = 1;
        while (level < G722Tables.LowDecision.Length && magnitude >= (G722Tables.LowDecision[level] * _low.Scale) >> 12)
        {
            level++;
        }

        int code6 = error < 0 ? G722Tables.LowCodeNegative[level] : G722Tables.LowCodePositive[level];
        int code4 = code6 >> 2;
        int difference = (_low.Scale * G722Tables.LowInverse4[code4]) >> 15;
        _low.AdaptLowScale(code4);
        _low.Predict(difference);
        return code6;
    }

    private int EncodeHigh(int sample)
    {
        int error = G722Band.Saturate(sample - _high.Estimate);
        int magnitude = error >= 0 ? error : ~error;
        bool outer = magnitude >= (564 * _high.Scale) >> 12;
        int code2 = (error < 0 ? 0 : 2) + (outer ? 0 : 1);
        int difference = (_high.Scale * G722Tables.HighInverse[code2]) >> 15;
        _high.AdaptHighScale(code2);
        _high.Predict(difference);
        return code2;
    }
}
