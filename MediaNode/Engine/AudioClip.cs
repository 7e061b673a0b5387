using OrleansConf.MediaNode.Mixing;

namespace OrleansConf.MediaNode.Engine;

/// <summary>A piece of mono audio to be played to legs and rooms. Immutable; any thread.</summary>
public sealed class AudioClip
{
    private const int Narrowband = 8000;
    private const int Wideband = 16000;

    private readonly Lazy<short[]> _narrow;
    private readonly Lazy<short[]> _wide;

    /// <param name="samples">Mono PCM; not copied.</param>
    /// <param name="sampleRate">8000 or 16000.</param>
    public AudioClip(ReadOnlyMemory<short> samples, int sampleRate)
    {
        if (sampleRate is not (Narrowband or Wideband))
        {
            throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, "A clip has 8000 or 16000 samples per second.");
        }

        Samples = samples;
        SampleRate = sampleRate;
        _narrow = new Lazy<short[]>(() => SampleRate == Narrowband ? Samples.ToArray() : Halve());
        _wide = new Lazy<short[]>(() => SampleRate == Wideband ? Samples.ToArray() : Double());
    }

    public ReadOnlyMemory<short> Samples { get; }

    public int SampleRate { get; }

    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRate);

    /// <summary>The samples at 8000 or 16000 Hz; computed once.</summary>
    internal short[] At(int sampleRate) => sampleRate == Narrowband ? _narrow.Value : _wide.Value;

    private short[] Halve()
    {
        var output = new short[Samples.Length / 2];
        new Downsampler(2, Samples.Length).Process(Samples.Span, output);
        return output;
    }

    private short[] Double()
    {
        var output = new short[Samples.Length * 2];
        new Upsampler(2, Samples.Length).Process(Samples.Span, output);
        return output;
    }
}
