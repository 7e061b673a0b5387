namespace OrleansConf.MediaNode.Mixing;

/// <summary>Halves the sample rate of a stream, 16 to 8 kHz. Delays by 2 x <see cref="HalfBandFilter.SideTaps"/> input samples. One thread.</summary>
public sealed class Downsampler
{
    private const int History = 4 * HalfBandFilter.SideTaps;

    private readonly float[] _line;

    /// <param name="maxSamples">Longest input of one call.</param>
    public Downsampler(int maxSamples) => _line = new float[History + maxSamples];

    /// <summary>Writes one sample for each two read.</summary>
    public void Process(ReadOnlySpan<short> input, Span<short> output)
    {
        int samples = input.Length / 2;
        output = output[..samples];
        for (int i = 0; i < input.Length; i++)
        {
            _line[History + i] = input[i];
        }

        ReadOnlySpan<float> side = HalfBandFilter.Side;
        for (int i = 0; i < samples; i++)
        {
            int middle = (2 * i) + (2 * HalfBandFilter.SideTaps);
            float sum = 0.5f * _line[middle];
            for (int k = 0; k < side.Length; k++)
            {
                sum += side[k] * (_line[middle - 1 - (2 * k)] + _line[middle + 1 + (2 * k)]);
            }

            output[i] = FrameMath.Saturate((int)MathF.Round(sum));
        }

        Array.Copy(_line, input.Length, _line, 0, History);
    }

    /// <summary>Goes on where another stands, for a leg that leaves the shared stream.</summary>
    public void CopyStateFrom(Downsampler other) => other._line.AsSpan(0, History).CopyTo(_line);

    public void Reset() => Array.Clear(_line);
}
