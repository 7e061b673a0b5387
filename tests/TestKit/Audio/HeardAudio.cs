namespace OrleansConf.TestKit.Audio;

/// <summary>A stretch of received 8 kHz audio and what can be asked of it. Immutable.</summary>
public sealed class HeardAudio(short[] samples, int packets)
{
    /// <summary>200 ms: speech does not hold one frequency that long, a tone does.</summary>
    public const int BlockSamples = 1600;

    /// <summary>A tone is sent at -20 dBFS; 6 dB below still counts as heard.</summary>
    public const double HeardDb = -26;

    /// <summary>20 dB below the sent level: quieter is not heard.</summary>
    public const double NotHeardDb = -40;

    public int Packets { get; } = packets;

    public TimeSpan Duration => TimeSpan.FromSeconds(samples.Length / (double)Goertzel.SampleRate);

    /// <summary>True if every whole block holds the tone.</summary>
    public bool Hears(double frequencyHz) => samples.Length >= BlockSamples && LowestDb(frequencyHz) >= HeardDb;

    /// <summary>True if no block holds the tone.</summary>
    public bool IsWithout(double frequencyHz) => samples.Length >= BlockSamples && HighestDb(frequencyHz) < NotHeardDb;

    public bool IsSilent => samples.Length >= BlockSamples && Blocks().Max(block => Goertzel.TotalDb(BlockAt(block))) < NotHeardDb;

    public double LowestDb(double frequencyHz) => Blocks().Min(block => Goertzel.LevelDb(BlockAt(block), frequencyHz));

    public double HighestDb(double frequencyHz) => Blocks().Max(block => Goertzel.LevelDb(BlockAt(block), frequencyHz));

    /// <summary>Share of the blocks, 0 to 1, in which the tone is at least at <see cref="HeardDb"/>.</summary>
    public double ShareHearing(double frequencyHz) =>
        Blocks().Select(block => Goertzel.LevelDb(BlockAt(block), frequencyHz) >= HeardDb ? 1.0 : 0.0).DefaultIfEmpty(0).Average();

    public string Describe(IEnumerable<double> frequenciesHz) =>
        samples.Length < BlockSamples
            ? $"only {samples.Length} samples"
            : string.Join(", ", frequenciesHz.Select(f => $"{f:0} Hz {LowestDb(f):0.0}..{HighestDb(f):0.0} dB"));

    /// <summary>Writes a 16-bit mono WAV file, for a person to listen to after a failure.</summary>
    public void SaveWav(string path) => WavFile.Write(path, samples, Goertzel.SampleRate);

    private IEnumerable<int> Blocks() => Enumerable.Range(0, samples.Length / BlockSamples);

    private ReadOnlySpan<short> BlockAt(int block) => samples.AsSpan(block * BlockSamples, BlockSamples);
}
