using System.Runtime.Intrinsics;

namespace OrleansConf.MediaNode.Mixing;

/// <summary>Sample arithmetic of the mixer. Each vector path is proven equal to its scalar reference by a test.</summary>
public static class FrameMath
{
    /// <summary>Gains are in Q8: 256 leaves a sample as it is.</summary>
    public const int UnityGainQ8 = 256;

    /// <summary>Adds a frame to a 32-bit sum. 65,536 full-scale frames fit before it could overflow.</summary>
    public static void Accumulate(ReadOnlySpan<short> frame, Span<int> sum)
    {
        sum = sum[..frame.Length];
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= frame.Length - Vector256<short>.Count; i += Vector256<short>.Count)
            {
                var (low, high) = Vector256.Widen(Vector256.Create(frame.Slice(i, Vector256<short>.Count)));
                var first = sum.Slice(i, Vector256<int>.Count);
                var second = sum.Slice(i + Vector256<int>.Count, Vector256<int>.Count);
                (Vector256.Create<int>(first) + low).CopyTo(first);
                (Vector256.Create<int>(second) + high).CopyTo(second);
            }
        }

        for (; i < frame.Length; i++)
        {
            sum[i] += frame[i];
        }
    }

    /// <summary>Writes the sum less one frame, saturated once: what the sender of that frame hears.</summary>
    public static void SubtractSaturated(ReadOnlySpan<int> sum, ReadOnlySpan<short> own, Span<short> output)
    {
        sum = sum[..own.Length];
        output = output[..own.Length];
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= own.Length - Vector256<short>.Count; i += Vector256<short>.Count)
            {
                var (low, high) = Vector256.Widen(Vector256.Create(own.Slice(i, Vector256<short>.Count)));
                low = Vector256.Create(sum.Slice(i, Vector256<int>.Count)) - low;
                high = Vector256.Create(sum.Slice(i + Vector256<int>.Count, Vector256<int>.Count)) - high;
                Narrow(low, high).CopyTo(output.Slice(i, Vector256<short>.Count));
            }
        }

        for (; i < own.Length; i++)
        {
            output[i] = Saturate(sum[i] - own[i]);
        }
    }

    /// <summary>Writes the sum, saturated: what everybody hears who adds nothing to it.</summary>
    public static void Saturate(ReadOnlySpan<int> sum, Span<short> output)
    {
        output = output[..sum.Length];
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= sum.Length - Vector256<short>.Count; i += Vector256<short>.Count)
            {
                var low = Vector256.Create(sum.Slice(i, Vector256<int>.Count));
                var high = Vector256.Create(sum.Slice(i + Vector256<int>.Count, Vector256<int>.Count));
                Narrow(low, high).CopyTo(output.Slice(i, Vector256<short>.Count));
            }
        }

        for (; i < sum.Length; i++)
        {
            output[i] = Saturate(sum[i]);
        }
    }

    /// <summary>Mean of the squared samples; full scale is 2^30. An empty frame has 0.</summary>
    public static int MeanSquare(ReadOnlySpan<short> frame)
    {
        long energy = 0;
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var sum = Vector256<long>.Zero;
            for (; i <= frame.Length - Vector256<short>.Count; i += Vector256<short>.Count)
            {
                var (low, high) = Vector256.Widen(Vector256.Create(frame.Slice(i, Vector256<short>.Count)));
                var (first, second) = Vector256.Widen(((low * low).AsUInt32() + (high * high).AsUInt32()));
                sum += (first + second).AsInt64();
            }

            energy = Vector256.Sum(sum);
        }

        for (; i < frame.Length; i++)
        {
            energy += frame[i] * frame[i];
        }

        return frame.IsEmpty ? 0 : (int)(energy / frame.Length);
    }

    /// <summary>Scales a frame in place by a gain that moves evenly from one value to another, so that no edge is heard.</summary>
    public static void Ramp(Span<short> frame, int fromGainQ8, int toGainQ8)
    {
        if (frame.IsEmpty || (fromGainQ8 == UnityGainQ8 && toGainQ8 == UnityGainQ8))
        {
            return;
        }

        // Q24 keeps the step exact enough over a frame.
        long gain = (long)fromGainQ8 << 16;
        long step = ((long)(toGainQ8 - fromGainQ8) << 16) / frame.Length;
        for (int i = 0; i < frame.Length; i++)
        {
            gain += step;
            frame[i] = Saturate((int)((frame[i] * gain) >> 24));
        }
    }

    public static short Saturate(int value) => (short)Math.Clamp(value, short.MinValue, short.MaxValue);

    private static Vector256<short> Narrow(Vector256<int> low, Vector256<int> high)
    {
        var floor = Vector256.Create((int)short.MinValue);
        var ceiling = Vector256.Create((int)short.MaxValue);
        return Vector256.Narrow(
            Vector256.Min(Vector256.Max(low, floor), ceiling),
            Vector256.Min(Vector256.Max(high, floor), ceiling));
    }
}
