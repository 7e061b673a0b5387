namespace OrleansConf.MediaNode.Tests.Codecs;

/// <summary>Test tones and their measurement.</summary>
internal static class Signals
{
    /// <param name="peak">In 16-bit sample units.</param>
    public static short[] Sine(double frequency, double peak, int samples, int sampleRate, int firstSample = 0)
    {
        var pcm = new short[samples];
        for (int i = 0; i < samples; i++)
        {
            pcm[i] = (short)Math.Round(peak * Math.Sin(2 * Math.PI * frequency * (i + firstSample) / sampleRate));
        }

        return pcm;
    }

    /// <summary>Peak of the sine of this frequency, and the RMS of everything else.</summary>
    public static (double Level, double Noise) Measure(ReadOnlySpan<short> pcm, double frequency, int sampleRate)
    {
        double cosines = 0, sines = 0;
        for (int i = 0; i < pcm.Length; i++)
        {
            double angle = 2 * Math.PI * frequency * i / sampleRate;
            cosines += pcm[i] * Math.Cos(angle);
            sines += pcm[i] * Math.Sin(angle);
        }

        cosines *= 2.0 / pcm.Length;
        sines *= 2.0 / pcm.Length;
        double rest = 0;
        for (int i = 0; i < pcm.Length; i++)
        {
            double angle = 2 * Math.PI * frequency * i / sampleRate;
            double error = pcm[i] - (cosines * Math.Cos(angle)) - (sines * Math.Sin(angle));
            rest += error * error;
        }

        return (Math.Sqrt((cosines * cosines) + (sines * sines)), Math.Sqrt(rest / pcm.Length));
    }
}
