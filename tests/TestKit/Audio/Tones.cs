namespace OrleansConf.TestKit.Audio;

/// <summary>Frequencies that a caller can be told by, and sines of them.</summary>
public static class Tones
{
    /// <summary>The level every caller sends at.</summary>
    public const double LevelDb = -20;

    private const int SpacingHz = 40;
    private const int LowestHz = 310;

    /// <summary>How many distinguishable tones fit into the telephone band.</summary>
    public const int Count = 68;

    /// <summary>The tone of caller <paramref name="index"/>: 40 Hz apart, so eight bins of a 200 ms window.</summary>
    public static int Of(int index) => LowestHz + SpacingHz * (index % Count);

    /// <summary>A sine at <see cref="LevelDb"/>; <paramref name="firstSample"/> keeps the phase from call to call.</summary>
    public static void Fill(Span<short> samples, double frequencyHz, long firstSample, int sampleRate = Goertzel.SampleRate)
    {
        double amplitude = short.MaxValue * Math.Pow(10, LevelDb / 20);
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (short)Math.Round(amplitude * Math.Sin(2 * Math.PI * frequencyHz * (firstSample + i) / sampleRate));
    }
}
