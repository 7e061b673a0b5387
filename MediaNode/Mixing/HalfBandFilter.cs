namespace OrleansConf.MediaNode.Mixing;

/// <summary>The low-pass between 8 and 16 kHz: a windowed sinc whose every second tap is zero but the middle one.</summary>
internal static class HalfBandFilter
{
    /// <summary>Taps on one side of the middle that are not zero.</summary>
    public const int SideTaps = 24;

    /// <summary>The odd taps of one side, from the middle outwards; both sides sum to one half. The middle tap is one half.</summary>
    public static readonly float[] Side = Design();

    private static float[] Design()
    {
        // Kaiser window; beta 6 puts the images some 60 dB down, below the noise of G.711.
        const double Beta = 6.0;
        var taps = new double[SideTaps];
        double sum = 0;
        for (int k = 0; k < SideTaps; k++)
        {
            int distance = (2 * k) + 1;
            double sinc = Math.Sin(Math.PI * distance / 2) / (Math.PI * distance);
            double edge = distance / (double)(2 * SideTaps);
            taps[k] = sinc * Bessel(Beta * Math.Sqrt(1 - (edge * edge))) / Bessel(Beta);
            sum += 2 * taps[k];
        }

        return Array.ConvertAll(taps, tap => (float)(tap * 0.5 / sum));
    }

    /// <summary>The modified Bessel function of order 0, by its series.</summary>
    private static double Bessel(double x)
    {
        double sum = 1, term = 1;
        for (int k = 1; k < 40; k++)
        {
            term *= x / 2 / k;
            sum += term * term;
        }

        return sum;
    }
}
