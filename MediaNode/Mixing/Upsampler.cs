namespace OrleansConf.MediaNode.Mixing;

/// <summary>Doubles the sample rate of a stream, 8 to 16 kHz, in two phases. Delays by <see cref="HalfBandFilter.SideTaps"/> input samples. One thread.</summary>
public sealed class Upsampler
{
    private const int History = 2 * HalfBandFilter.SideTaps;

    private readonly float[] _line;

    /// <param name="maxSamples">Longest input of one call.</param>
    public Upsampler(int maxSamples) => _line = new float[History + maxSamples];

    /// <summary>Writes two samples for each read.</summary>
    public void Process(ReadOnlySpan<short> input, Span<short> output)
    {
        output = output[..(2 * input.Length)];
        for (int i = 0; i < input.Length; i++)
        {
            _line[History + i] = input[i];
        }

        ReadOnlySpan<float> side = HalfBandFilter.Side;
        for (int i = 0; i < input.Length; i++)
        {
            // Even outputs are the input itself (the middle tap); odd ones lie half-way between two inputs.
            int middle = i + HalfBandFilter.SideTaps;
            float between = 0;
            for (int k = 0; k < side.Length; k++)
            {
                between += side[k] * (_line[middle - k] + _line[middle + 1 + k]);
            }

            output[2 * i] = (short)_line[middle];
            output[(2 * i) + 1] = FrameMath.Saturate((int)MathF.Round(2 * between));
        }

        Array.Copy(_line, input.Length, _line, 0, History);
    }

    public void Reset() => Array.Clear(_line);
}
