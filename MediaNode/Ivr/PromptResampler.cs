namespace OrleansConf.MediaNode.Ivr;

/// <summary>Brings a whole recording to 16 kHz by a windowed sinc. Runs once per file, so it is written plainly.</summary>
internal static class PromptResampler
{
    private const int TargetRate = PromptAudio.DefaultSampleRate;

    // Zero crossings on each side of the kernel: about 70 dB of stop band with a Blackman window.
    private const int HalfWidth = 16;

    public static short[] To16Khz(short[] samples, int sampleRate)
    {
        if (sampleRate == TargetRate)
            return samples;

        double step = (double)sampleRate / TargetRate;
        // The pass band ends a little below the lower of both Nyquist frequencies. In cycles per input sample.
        double cutoff = 0.5 * Math.Min(1, 1 / step) * 0.95;
        double reach = HalfWidth / (2 * cutoff);
        var output = new short[(int)((long)samples.Length * TargetRate / sampleRate)];
        for (int i = 0; i < output.Length; i++)
        {
            double center = i * step;
            int first = Math.Max(0, (int)Math.Ceiling(center - reach));
            int last = Math.Min(samples.Length - 1, (int)Math.Floor(center + reach));
            double sum = 0;
            for (int k = first; k <= last; k++)
                sum += samples[k] * Kernel(k - center, cutoff, reach);
            output[i] = (short)Math.Clamp(Math.Round(sum), short.MinValue, short.MaxValue);
        }

        return output;
    }

    private static double Kernel(double offset, double cutoff, double reach)
    {
        double angle = 2 * Math.PI * cutoff * offset;
        double sinc = Math.Abs(angle) < 1e-9 ? 1 : Math.Sin(angle) / angle;
        double position = Math.PI * offset / reach;
        double window = 0.42 + (0.5 * Math.Cos(position)) + (0.08 * Math.Cos(2 * position));
        return 2 * cutoff * sinc * window;
    }
}
