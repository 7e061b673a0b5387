using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace OrleansConf.MediaNode.Mixing;

/// <summary>The low-pass between a sample rate and a whole multiple of it: a sinc cut to <see cref="SideSamples"/> of the lower rate on each side.</summary>
/// <remarks>Integer arithmetic throughout, so that the vector path gives the very samples of the scalar one. Immutable; any thread.</remarks>
internal sealed class PolyphaseFilter
{
    /// <summary>Samples of the lower rate that the filter reaches to each side; its delay. Times two, a whole number of vectors.</summary>
    public const int SideSamples = 24;

    /// <summary>Taps of one phase.</summary>
    public const int PhaseTaps = 2 * SideSamples;

    /// <summary>Coefficients are in Q14: an output of 32 bits then holds any input of 16.</summary>
    public const int CoefficientBits = 14;

    private static readonly PolyphaseFilter?[] Known = new PolyphaseFilter?[7];

    private PolyphaseFilter(int factor)
    {
        Factor = factor;
        Phases = BuildPhases(factor);
        Down = BuildDown(factor);
    }

    public int Factor { get; }

    /// <summary>For raising the rate: <see cref="PhaseTaps"/> coefficients for each of the outputs between two inputs, oldest input first.</summary>
    public short[] Phases { get; }

    /// <summary>For lowering the rate: the taps at the higher rate, oldest input first.</summary>
    public short[] Down { get; }

    /// <param name="factor">2, 3 or 6.</param>
    public static PolyphaseFilter Of(int factor)
    {
        if (factor is not (2 or 3 or 6))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "Rates are 8, 16 and 48 kHz.");
        }

        return Known[factor] ??= new PolyphaseFilter(factor);
    }

    /// <summary>One output: taps times samples, rounded and saturated.</summary>
    public static short Apply(ReadOnlySpan<short> taps, ref short samples) => Avx2.IsSupported ? ApplyVector(taps, ref samples) : ApplyScalar(taps, ref samples);

    /// <summary>The reference.</summary>
    public static short ApplyScalar(ReadOnlySpan<short> taps, ref short samples)
    {
        int sum = 0;
        for (int i = 0; i < taps.Length; i++)
        {
            sum += taps[i] * Unsafe.Add(ref samples, i);
        }

        return Round(sum);
    }

    /// <summary>Needs AVX2 and whole vectors of taps.</summary>
    public static short ApplyVector(ReadOnlySpan<short> taps, ref short samples)
    {
        ref short first = ref MemoryMarshal.GetReference(taps);
        var sum = Vector256<int>.Zero;
        for (int i = 0; i < taps.Length; i += Vector256<short>.Count)
        {
            sum += Avx2.MultiplyAddAdjacent(
                Vector256.LoadUnsafe(ref Unsafe.Add(ref first, i)), Vector256.LoadUnsafe(ref Unsafe.Add(ref samples, i)));
        }

        return Round(Vector256.Sum(sum));
    }

    private static short Round(int sum) => FrameMath.Saturate((sum + (1 << (CoefficientBits - 1))) >> CoefficientBits);

    private static short[] BuildPhases(int factor)
    {
        var phases = new short[factor * PhaseTaps];
        for (int phase = 0; phase < factor; phase++)
        {
            var taps = new double[PhaseTaps];
            for (int i = 0; i < PhaseTaps; i++)
            {
                // The output lies phase / factor after the sample in the middle.
                taps[i] = Sinc(SideSamples - 1 - i + (phase / (double)factor));
            }

            Quantize(taps).CopyTo(phases, phase * PhaseTaps);
        }

        return phases;
    }

    private static short[] BuildDown(int factor)
    {
        var taps = new double[factor * PhaseTaps];
        for (int i = 0; i < taps.Length; i++)
        {
            taps[i] = Sinc((i - (taps.Length / 2)) / (double)factor);
        }

        return Quantize(taps);
    }

    /// <summary>The windowed sinc, <paramref name="x"/> in samples of the lower rate. Beta 6 puts the images some 60 dB down, below the noise of G.711.</summary>
    private static double Sinc(double x)
    {
        const double Beta = 6.0;
        double edge = x / SideSamples;
        if (Math.Abs(edge) >= 1)
        {
            return 0;
        }

        double sinc = x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
        return sinc * Bessel(Beta * Math.Sqrt(1 - (edge * edge))) / Bessel(Beta);
    }

    /// <summary>To Q14 with a sum of exactly one, so that no phase changes the level.</summary>
    private static short[] Quantize(double[] taps)
    {
        double sum = 0;
        foreach (double tap in taps)
        {
            sum += tap;
        }

        var quantized = new short[taps.Length];
        int rest = 1 << CoefficientBits;
        int largest = 0;
        for (int i = 0; i < taps.Length; i++)
        {
            quantized[i] = (short)Math.Round(taps[i] / sum * (1 << CoefficientBits));
            rest -= quantized[i];
            largest = quantized[i] > quantized[largest] ? i : largest;
        }

        quantized[largest] += (short)rest;
        return quantized;
    }

    /// <summary>The modified Bessel function of order 0, by its series.</summary>
    private static double Bessel(double x)
    {
        double sum = 1, term = 1;
        for (int k = 1; k < 40; k++)
        {
            term *= x / 2 / k;
            sum += term * term;
        }

        return sum;
    }
}
