namespace OrleansConf.MediaNode.Mixing;

/// <summary>Raises the sample rate of a stream by 2, 3 or 6. Delays by <see cref="PolyphaseFilter.SideSamples"/> input samples. One thread.</summary>
public sealed class Upsampler
{
    private const int History = PolyphaseFilter.PhaseTaps - 1;

    private readonly PolyphaseFilter _filter;
    private readonly short[] _line;

    /// <param name="factor">2, 3 or 6.</param>
    /// <param name="maxSamples">Longest input of one call.</param>
    public Upsampler(int factor, int maxSamples)
    {
        _filter = PolyphaseFilter.Of(factor);
        _line = new short[History + maxSamples];
    }

    public int Factor => _filter.Factor;

    /// <summary>Writes as many samples for each read as the factor says. Input and output may overlap.</summary>
    public void Process(ReadOnlySpan<short> input, Span<short> output)
    {
        int factor = _filter.Factor;
        output = output[..(factor * input.Length)];
        input.CopyTo(_line.AsSpan(History));
        ReadOnlySpan<short> phases = _filter.Phases;
        for (int i = 0; i < input.Length; i++)
        {
            ref short window = ref _line[i];

            // The first phase falls on an input sample: all its taps are zero but the middle one.
            output[factor * i] = _line[i + PolyphaseFilter.SideSamples - 1];
            for (int phase = 1; phase < factor; phase++)
            {
                output[(factor * i) + phase] = PolyphaseFilter.Apply(phases.Slice(phase * PolyphaseFilter.PhaseTaps, PolyphaseFilter.PhaseTaps), ref window);
            }
        }

        Array.Copy(_line, input.Length, _line, 0, History);
    }

    public void Reset() => Array.Clear(_line);
}
