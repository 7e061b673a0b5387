namespace OrleansConf.TestKit.Audio;

/// <summary>
/// ITU-T G.711, written from the segment definition and independent of the product's codec on purpose:
/// a mistake shared by both sides would not show.
/// </summary>
public static class G711
{
    private const int MuBias = 132;     // 33 in the 14-bit scale of the recommendation
    private const int MuClip = 32635;

    public static byte Encode(G711Law law, short sample) => law == G711Law.Mu ? EncodeMu(sample) : EncodeA(sample);

    public static short Decode(G711Law law, byte code) => law == G711Law.Mu ? DecodeMu(code) : DecodeA(code);

    private static byte EncodeMu(short sample)
    {
        int magnitude = Math.Min(Math.Abs((int)sample), MuClip) + MuBias;
        int segment = SegmentOf(magnitude >> 7);
        int step = (magnitude >> (segment + 3)) & 0x0F;
        int sign = sample < 0 ? 0x80 : 0;
        return (byte)~(sign | (segment << 4) | step);
    }

    private static short DecodeMu(byte code)
    {
        int bits = ~code & 0xFF;
        int segment = (bits >> 4) & 7;
        int magnitude = ((((bits & 0x0F) << 3) + MuBias) << segment) - MuBias;
        return (short)((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static byte EncodeA(short sample)
    {
        // A-law has no zero: -1 is the first negative step.
        int magnitude = sample >= 0 ? sample : -sample - 1;
        int segment = SegmentOf(magnitude >> 8);
        if (magnitude >= 256)
            segment++;
        segment = Math.Min(segment, 7);
        int step = segment < 2 ? (magnitude >> 4) & 0x0F : (magnitude >> (segment + 3)) & 0x0F;
        int sign = sample >= 0 ? 0x80 : 0;
        return (byte)((sign | (segment << 4) | step) ^ 0x55);
    }

    private static short DecodeA(byte code)
    {
        int bits = code ^ 0x55;
        int segment = (bits >> 4) & 7;
        int magnitude = ((bits & 0x0F) << 4) + 8;
        if (segment > 0)
            magnitude = (magnitude + 256) << (segment - 1);
        return (short)((bits & 0x80) != 0 ? magnitude : -magnitude);
    }

    /// <summary>Position of the highest set bit, 0 for 0 and 1.</summary>
    private static int SegmentOf(int value) => value <= 1 ? 0 : Math.Min(7, (int)Math.Log2(value));
}
