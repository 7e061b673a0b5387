using System.Runtime.Intrinsics.X86;
using OrleansConf.MediaNode.Mixing;
using OrleansConf.MediaNode.Tests.Codecs;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Mixing;

public sealed class ResamplerTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Apply_RandomAndExtremeSamples_VectorEqualsScalar(int factor)
    {
        Assert.SkipUnless(Avx2.IsSupported, "no AVX2");
        PolyphaseFilter filter = PolyphaseFilter.Of(factor);
        var random = new Random(factor);
        for (int round = 0; round < 2000; round++)
        {
            var samples = new short[filter.Down.Length];
            for (int i = 0; i < samples.Length; i++)
            {
                // Every third round drives the sum as far as it goes, either way.
                samples[i] = (round % 3) switch
                {
                    0 => (short)random.Next(short.MinValue, short.MaxValue + 1),
                    1 => filter.Down[i] < 0 ? short.MinValue : short.MaxValue,
                    _ => random.Next(2) == 0 ? short.MinValue : short.MaxValue,
                };
            }

            Assert.Equal(PolyphaseFilter.ApplyScalar(filter.Down, ref samples[0]), PolyphaseFilter.ApplyVector(filter.Down, ref samples[0]));
            for (int phase = 0; phase < factor; phase++)
            {
                var taps = filter.Phases.AsSpan(phase * PolyphaseFilter.PhaseTaps, PolyphaseFilter.PhaseTaps);
                Assert.Equal(PolyphaseFilter.ApplyScalar(taps, ref samples[0]), PolyphaseFilter.ApplyVector(taps, ref samples[0]));
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Filter_AnyInput_CannotOverflowItsSum(int factor)
    {
        PolyphaseFilter filter = PolyphaseFilter.Of(factor);
        Assert.True(Worst(filter.Down) < int.MaxValue);
        for (int phase = 0; phase < factor; phase++)
        {
            Assert.True(Worst(filter.Phases.AsSpan(phase * PolyphaseFilter.PhaseTaps, PolyphaseFilter.PhaseTaps)) < int.MaxValue);
        }

        static long Worst(ReadOnlySpan<short> taps)
        {
            long sum = 1 << PolyphaseFilter.CoefficientBits;
            foreach (short tap in taps)
            {
                sum += 32768L * Math.Abs((int)tap);
            }

            return sum;
        }
    }

    [Theory]
    [InlineData(8000, 16000, 300)]
    [InlineData(8000, 16000, 3400)]
    [InlineData(16000, 48000, 1000)]
    [InlineData(16000, 48000, 7000)]
    [InlineData(8000, 48000, 1000)]
    [InlineData(8000, 48000, 3400)]
    [InlineData(16000, 8000, 1000)]
    [InlineData(16000, 8000, 3400)]
    [InlineData(48000, 16000, 1000)]
    [InlineData(48000, 16000, 7000)]
    [InlineData(48000, 8000, 3400)]
    public void Process_ToneInFrames_KeepsLevelAndAddsNoNoise(int from, int to, int frequency)
    {
        short[] output = Convert(Signals.Sine(frequency, 16000, from, from), from, to);
        var (level, noise) = Signals.Measure(output.AsSpan(to / 5), frequency, to);
        Assert.InRange(level, 16000 * 0.98, 16000 * 1.02);
        Assert.True(20 * Math.Log10(level / noise) > 60, $"{from} to {to} at {frequency} Hz: {20 * Math.Log10(level / noise):F1} dB");
    }

    [Theory]
    [InlineData(16000, 8000, 5000)]
    [InlineData(48000, 8000, 5000)]
    [InlineData(48000, 16000, 10000)]
    [InlineData(48000, 16000, 20000)]
    public void Downsampler_ToneAboveTheNewBand_IsGone(int from, int to, int frequency)
    {
        short[] output = Convert(Signals.Sine(frequency, 16000, from, from), from, to);
        double loudest = 0;
        foreach (short sample in output.AsSpan(to / 5))
        {
            loudest = Math.Max(loudest, Math.Abs((int)sample));
        }

        Assert.True(loudest < 16, $"{frequency} Hz leaves {loudest}");
    }

    private static short[] Convert(short[] input, int from, int to)
    {
        var output = new short[(int)((long)input.Length * to / from)];
        int frame = from / 50, frameOut = to / 50;
        var up = to > from ? new Upsampler(to / from, frame) : null;
        var down = to < from ? new Downsampler(from / to, frame) : null;
        for (int i = 0; i < 50; i++)
        {
            var source = input.AsSpan(i * frame, frame);
            var target = output.AsSpan(i * frameOut, frameOut);
            up?.Process(source, target);
            down?.Process(source, target);
        }

        return output;
    }
}
