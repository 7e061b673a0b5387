namespace OrleansConf.MediaNode.Mixing;

/// <summary>Lowers the sample rate of a stream by 2, 3 or 6. Delays by <see cref="PolyphaseFilter.SideSamples"/> output samples. One thread.</summary>
public sealed class Downsampler
{
    private readonly PolyphaseFilter _filter;
    private readonly int _history;
    private readonly short[] _line;

    /// <param name="factor">2, 3 or 6.</param>
    /// <param name="maxSamples">Longest input of one call.</param>
    public Downsampler(int factor, int maxSamples)
    {
        _filter = PolyphaseFilter.Of(factor);
        _history = _filter.Down.Length;
        _line = new short[_history + maxSamples];
    }

    public int Factor => _filter.Factor;

    /// <summary>Writes one sample for so many read as the factor says.</summary>
    public void Process(ReadOnlySpan<short> input, Span<short> output)
    {
        int factor = _filter.Factor;
        output = output[..(input.Length / factor)];
        input.CopyTo(_line.AsSpan(_history));
        ReadOnlySpan<short> taps = _filter.Down;
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = PolyphaseFilter.Apply(taps, ref _line[factor * i]);
        }

        Array.Copy(_line, input.Length, _line, 0, _history);
    }

    /// <summary>Goes on where another of the same factor stands, for a leg that leaves the shared stream.</summary>
    public void CopyStateFrom(Downsampler other) => other._line.AsSpan(0, _history).CopyTo(_line);

    public void Reset() => Array.Clear(_line);
}
