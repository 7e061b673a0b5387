using OrleansConf.MediaNode.Mixing;

namespace OrleansConf.MediaNode.Engine;

/// <summary>The sum of what a room says in one tick, and how it sounds at the rates of its codecs. Mixing thread.</summary>
internal sealed class RoomMix
{
    public const int Narrowband = 8000;
    public const int Wideband = 16000;
    public const int Fullband = 48000;
    public const int MaxFrameSamples = Fullband / 50;

    private readonly int[] _sum = new int[MaxFrameSamples];
    private readonly short[] _whole = new short[MaxFrameSamples];
    private readonly LowerRate _narrow = new(Narrowband);
    private readonly LowerRate _wide = new(Wideband);
    private bool _wholeReady;

    public int SampleRate { get; private set; } = Narrowband;

    public int FrameSamples => SampleRate / 50;

    /// <summary>Whether anything has been added in this tick.</summary>
    public bool HasSound { get; private set; }

    /// <summary>Outside of a tick; allocates what the rate needs.</summary>
    public void SetRate(int sampleRate)
    {
        if (sampleRate != SampleRate)
        {
            SampleRate = sampleRate;
            _narrow.Fit(sampleRate);
            _wide.Fit(sampleRate);
        }
    }

    /// <summary>Begins a tick.</summary>
    public void Clear() => HasSound = _wholeReady = _narrow.Ready = _wide.Ready = false;

    public void Add(ReadOnlySpan<short> frame)
    {
        Span<int> sum = _sum.AsSpan(0, FrameSamples);
        if (!HasSound)
        {
            sum.Clear();
            HasSound = true;
        }

        FrameMath.Accumulate(frame, sum);
    }

    /// <summary>The mix less one frame that was added: what its sender hears.</summary>
    public void Without(ReadOnlySpan<short> own, Span<short> output) => FrameMath.SubtractSaturated(_sum.AsSpan(0, FrameSamples), own, output);

    /// <summary>What everyone hears who adds nothing, at the mixer's rate or below; made once per tick and rate.</summary>
    public ReadOnlySpan<short> At(int sampleRate)
    {
        Span<short> whole = _whole.AsSpan(0, FrameSamples);
        if (!_wholeReady)
        {
            _wholeReady = true;
            if (HasSound)
            {
                FrameMath.Saturate(_sum.AsSpan(0, whole.Length), whole);
            }
            else
            {
                whole.Clear();
            }
        }

        if (sampleRate == SampleRate)
        {
            return whole;
        }

        LowerRate lower = sampleRate == Narrowband ? _narrow : _wide;
        return lower.Of(whole);
    }

    /// <summary>The resampler from the mixer's rate that everyone shares; null if <paramref name="sampleRate"/> is not below it.</summary>
    public Downsampler? DownsamplerTo(int sampleRate) => (sampleRate == Narrowband ? _narrow : _wide).Downsampler;

    private sealed class LowerRate(int sampleRate)
    {
        private readonly short[] _frame = new short[sampleRate / 50];

        public bool Ready;

        public Downsampler? Downsampler { get; private set; }

        public void Fit(int mixerRate) => Downsampler = mixerRate > sampleRate ? new Downsampler(mixerRate / sampleRate, MaxFrameSamples) : null;

        public ReadOnlySpan<short> Of(ReadOnlySpan<short> whole)
        {
            if (!Ready)
            {
                Ready = true;
                Downsampler!.Process(whole, _frame);
            }

            return _frame;
        }
    }
}
