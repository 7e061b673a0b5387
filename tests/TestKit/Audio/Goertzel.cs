namespace OrleansConf.TestKit.Audio;

/// <summary>The level of one frequency in a stretch of 8 kHz PCM.</summary>
public static class Goertzel
{
    public const int SampleRate = 8000;

    /// <summary>Level in dBFS for a silent window, in place of minus infinity.</summary>
    public const double FloorDb = -100;

    // Nearly every question is about one block, sixty callers ask ten times a second.
    private static readonly double[] BlockWindow = HannWindow(HeardAudio.BlockSamples);

    /// <summary>
    /// Level of <paramref name="frequencyHz"/> in dB relative to a full-scale sine. Hann-windowed: a tone more than three bins
    /// (3 · 8000 / samples Hz) away counts with less than -60 dB, also when the stream skipped a frame.
    /// </summary>
    public static double LevelDb(ReadOnlySpan<short> samples, double frequencyHz)
    {
        double[] window = samples.Length == BlockWindow.Length ? BlockWindow : HannWindow(samples.Length);
        double coefficient = 2 * Math.Cos(2 * Math.PI * frequencyHz / SampleRate);
        double last = 0, beforeLast = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double next = samples[i] * window[i] + coefficient * last - beforeLast;
            beforeLast = last;
            last = next;
        }

        double power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
        // A sine of amplitude A gives |X| = A · N/2, halved by the mean of the Hann window.
        double amplitude = Math.Sqrt(Math.Max(power, 0)) * 4 / samples.Length;
        return ToDb(amplitude / short.MaxValue);
    }

    /// <summary>Power of everything in the stretch, in dB relative to a full-scale sine.</summary>
    public static double TotalDb(ReadOnlySpan<short> samples)
    {
        double sum = 0;
        foreach (short sample in samples)
            sum += (double)sample * sample;
        double amplitude = Math.Sqrt(2 * sum / Math.Max(1, samples.Length));
        return ToDb(amplitude / short.MaxValue);
    }

    private static double[] HannWindow(int length) =>
        [.. Enumerable.Range(0, length).Select(i => 0.5 - 0.5 * Math.Cos(2 * Math.PI * i / length))];

    private static double ToDb(double ratio) => ratio <= 1e-5 ? FloorDb : 20 * Math.Log10(ratio);
}
