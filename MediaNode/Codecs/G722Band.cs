namespace OrleansConf.MediaNode.Codecs;

/// <summary>
/// One sub-band of G.722: the adaptive predictor and quantizer scale that encoder and decoder keep in step
/// (ITU-T G.722 §3.5-3.6; block names are the standard's). A value type: copying it forks the stream.
/// </summary>
internal struct G722Band
{
    public const int LowInitialScale = 32;
    public const int HighInitialScale = 8;

    private const int ZeroTaps = 6;

    /// <summary>The signal estimate for the next sample (block PREDIC).</summary>
    public int Estimate;

    /// <summary>The quantizer's scale factor (DETL, DETH).</summary>
    public int Scale;

    private int _zeroEstimate;
    private int _logScale;
    private int _pole1;
    private int _pole2;
    private int _reconstructed1;
    private int _partial1;
    private int _partial2;
    private Taps _differences;
    private Taps _zeros;

    /// <summary>Blocks LOGSCL and SCALEL: the lower band's scale after a four-bit code.</summary>
    public void AdaptLowScale(int code4) => AdaptScale(G722Tables.LowScaleStep[G722Tables.LowScaleClass[code4]], 18432, 8);

    /// <summary>Blocks LOGSCH and SCALEH: the upper band's scale after a two-bit code.</summary>
    public void AdaptHighScale(int code2) => AdaptScale(G722Tables.HighScaleStep[code2], 22528, 10);

    /// <summary>Block 4: moves the predictor on by one quantized difference.</summary>
    public void Predict(int difference)
    {
        int reconstructed = Saturate(Estimate + difference);
        int partial = Saturate(_zeroEstimate + difference);
        AdaptPoles(partial);
        AdaptZeros(difference);

        // Blocks FILTEP and FILTEZ.
        int poleEstimate = Saturate(
            ((_pole1 * Saturate(2 * reconstructed)) >> 15) + ((_pole2 * Saturate(2 * _reconstructed1)) >> 15));
        int zeroEstimate = 0;
        for (int i = 0; i < ZeroTaps; i++)
        {
            zeroEstimate += (_zeros[i] * Saturate(2 * _differences[i])) >> 15;
        }

        _zeroEstimate = Saturate(zeroEstimate);
        Estimate = Saturate(poleEstimate + _zeroEstimate);
        _reconstructed1 = reconstructed;
        _partial2 = _partial1;
        _partial1 = partial;
    }

    public static int Saturate(int value) => Math.Clamp(value, short.MinValue, short.MaxValue);

    private void AdaptScale(int step, int highest, int shiftBase)
    {
        _logScale = Math.Clamp(((_logScale * 127) >> 7) + step, 0, highest);
        int mantissa = G722Tables.InverseLog[(_logScale >> 6) & 31];
        int shift = shiftBase - (_logScale >> 11);
        Scale = (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
    }

    /// <summary>Blocks UPPOL2 and UPPOL1.</summary>
    private void AdaptPoles(int partial)
    {
        bool same1 = (partial ^ _partial1) >= 0;
        bool same2 = (partial ^ _partial2) >= 0;

        int lean = Saturate(_pole1 * 4);
        lean = same1 ? Math.Min(-lean, short.MaxValue) : lean;
        int pole2 = (lean >> 7) + (same2 ? 128 : -128) + ((_pole2 * 32512) >> 15);
        pole2 = Math.Clamp(pole2, -12288, 12288);

        int limit = Saturate(15360 - pole2);
        int pole1 = Saturate((same1 ? 192 : -192) + ((_pole1 * 32640) >> 15));
        _pole1 = Math.Clamp(pole1, -limit, limit);
        _pole2 = pole2;
    }

    /// <summary>Block UPZERO, and DELAYA for the differences.</summary>
    private void AdaptZeros(int difference)
    {
        int step = difference == 0 ? 0 : 128;
        for (int i = 0; i < ZeroTaps; i++)
        {
            int change = (difference ^ _differences[i]) >= 0 ? step : -step;
            _zeros[i] = Saturate(change + ((_zeros[i] * 32640) >> 15));
        }

        for (int i = ZeroTaps - 1; i > 0; i--)
        {
            _differences[i] = _differences[i - 1];
        }

        _differences[0] = difference;
    }

    [System.Runtime.CompilerServices.InlineArray(ZeroTaps)]
    private struct Taps
    {
        private int _first;
    }
}
