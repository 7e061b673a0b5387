using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Mixing;

namespace OrleansConf.MediaNode.Engine;

/// <summary>Mixes the legs of one room: one tick makes one frame for each. Its worker's thread.</summary>
internal sealed unsafe class RoomCore
{
    public const int Narrowband = 8000;
    public const int Wideband = 16000;
    public const int MaxFrameSamples = Wideband / 50;

    private const int CodecKinds = 5;

    /// <summary>Legs whose state is loaded while the ones before them are worked on.</summary>
    private const int PrefetchAhead = 4;
    private const int PayloadBytes = 2 * MaxFrameSamples;

    private readonly int[] _sum = new int[MaxFrameSamples];
    private readonly short[] _shared = new short[MaxFrameSamples];
    private readonly short[] _sharedNarrow = new short[MaxFrameSamples];
    private readonly short[] _own = new short[MaxFrameSamples];
    private readonly short[] _ownNarrow = new short[MaxFrameSamples];
    private readonly AudioEncoder?[] _encoders = new AudioEncoder?[CodecKinds];
    private readonly int[] _payloadBytes = new int[CodecKinds];
    private readonly byte[] _payloadMemory = GC.AllocateArray<byte>(CodecKinds * PayloadBytes, pinned: true);
    private readonly byte* _payloads;
    private readonly Downsampler _downsampler = new(MaxFrameSamples);
    private readonly List<LegCore> _legs = [];
    private readonly int _gateMeanSquare;
    private readonly int _hangTicks;
    private readonly TalkerSelector _selector;
    private LegCore[] _heard = new LegCore[16];
    private int _heardCount;
    private bool _soundInMix;
    private bool _sharedReady;
    private bool _narrowReady;
    private PlayRequest? _playing;

    public RoomCore(MediaWorker worker, RoomAudioOptions options)
    {
        Worker = worker;
        _payloads = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_payloadMemory));
        _gateMeanSquare = (int)(Math.Pow(10, options.GateDbfs / 10.0) * (1 << 30));
        _hangTicks = Math.Max(1, (int)(options.TalkHangover.TotalMilliseconds / 20));
        _selector = new TalkerSelector(Math.Clamp(options.MaxTalkers, 1, 32));
    }

    public CommandQueue Commands;

    /// <summary>The worker that mixes it; changes only on that worker's thread.</summary>
    public MediaWorker Worker { get; }

    public int SampleRate { get; private set; } = Narrowband;

    public int Slot { get; set; } = -1;

    public int LegCount => _legs.Count;

    /// <summary>Legs that have come in since the room began.</summary>
    public int Arrivals { get; private set; }

    /// <summary>Puts a leg in; allocates what it will need in ticks.</summary>
    public void Add(LegCore leg)
    {
        Arrivals++;
        leg.Room = this;
        leg.Slot = Slot;
        leg.IndexInList = _legs.Count;
        leg.HadOwnStream = true;
        leg.Port.PrepareSending(Worker);
        _legs.Add(leg);
        if (_heard.Length < _legs.Count)
        {
            _heard = new LegCore[Math.Max(_legs.Count, 2 * _heard.Length)];
        }

        Refit();
    }

    public void Remove(LegCore leg)
    {
        LegCore last = _legs[^1];
        _legs[leg.IndexInList] = last;
        last.IndexInList = leg.IndexInList;
        _legs.RemoveAt(_legs.Count - 1);
        leg.Room = null;
        leg.Contributes = leg.Selected = leg.Talking = false;
        Refit();
    }

    /// <summary>Follows a change of members or of their codecs: the room's rate is that of its best codec.</summary>
    public void Refit()
    {
        int rate = Narrowband;
        foreach (LegCore leg in _legs)
        {
            if (leg.Plan is { } plan)
            {
                rate = Math.Max(rate, plan.SampleRate);
                _encoders[(int)plan.Codec] ??= new AudioEncoder(plan.Codec);
            }
        }

        if (rate != SampleRate)
        {
            SampleRate = rate;
            _downsampler.Reset();
        }

        foreach (LegCore leg in _legs)
        {
            leg.Plan?.Playout.PrepareRate(rate);
            if (leg.Plan is { } plan && plan.SampleRate < rate)
            {
                leg.Downsampler ??= new Downsampler(MaxFrameSamples);
            }
        }
    }

    public void Play(PlayRequest request) => _playing = request;

    public void RunCommands()
    {
        if (!Commands.IsEmpty)
        {
            Commands.RunAll();
        }

        for (int i = _legs.Count - 1; i >= 0; i--)
        {
            // A command may take legs out, the last one into this place.
            if (i < _legs.Count && !_legs[i].Commands.IsEmpty)
            {
                _legs[i].Commands.RunAll();
            }
        }
    }

    public void Tick(long nowNs, long tick)
    {
        RunCommands();
        Span<LegCore> legs = CollectionsMarshal.AsSpan(_legs);
        Listen(legs, nowNs);
        _selector.Select(_heard.AsSpan(0, _heardCount));
        Mix();
        for (int i = 0; i < legs.Length; i++)
        {
            Answer(legs[i], tick);
        }
    }

    /// <summary>Reads a frame of every leg and notes who talks.</summary>
    private void Listen(Span<LegCore> legs, long nowNs)
    {
        _heardCount = 0;
        for (int i = 0; i < legs.Length; i++)
        {
            LegCore leg = legs[i];
            if (i + PrefetchAhead < legs.Length)
            {
                legs[i + PrefetchAhead].Prefetch();
            }

            leg.Contributes = false;
            bool audible = leg.Plan is { } plan && leg.Read(plan, nowNs, SampleRate);
            if (audible && leg.Plan!.Playout.MeanSquare >= _gateMeanSquare)
            {
                leg.HangTicks = _hangTicks;
            }
            else if (leg.HangTicks > 0)
            {
                leg.HangTicks--;
            }

            bool talks = leg.HangTicks > 0;
            leg.Talking = talks && !leg.Muted;
            if (talks && audible)
            {
                _heard[_heardCount++] = leg;
            }
            else
            {
                // In a pause a changed gain takes effect at once: nobody hears the step, and a muted leg leaks nothing after it.
                leg.AppliedGainQ8 = leg.Muted ? 0 : leg.TalkGainQ8;
                leg.Selected &= talks;
            }
        }
    }

    /// <summary>Sums the frames of those who are heard. A change of gain, muting among it, is spread over its frame.</summary>
    private void Mix()
    {
        int samples = SampleRate / 50;
        Span<int> sum = _sum.AsSpan(0, samples);
        _soundInMix = false;
        _sharedReady = _narrowReady = false;
        Array.Clear(_payloadBytes);
        for (int i = 0; i < _heardCount; i++)
        {
            LegCore leg = _heard[i];
            int gain = leg.Selected && !leg.Muted ? leg.TalkGainQ8 : 0;
            int before = leg.AppliedGainQ8;
            leg.AppliedGainQ8 = gain;
            if (gain == 0 && before == 0)
            {
                continue;
            }

            Span<short> frame = leg.Frame.AsSpan(0, samples);
            FrameMath.Ramp(frame, before, gain);
            Begin(sum);
            FrameMath.Accumulate(frame, sum);
            leg.Contributes = true;
        }

        if (_playing is { } request)
        {
            PlayInto(request, sum);
        }
    }

    private void PlayInto(PlayRequest request, Span<int> sum)
    {
        Span<short> frame = _own.AsSpan(0, sum.Length);
        if (!request.Read(frame, SampleRate))
        {
            _playing = null;
            return;
        }

        Begin(sum);
        FrameMath.Accumulate(frame, sum);
    }

    private void Begin(Span<int> sum)
    {
        if (!_soundInMix)
        {
            sum.Clear();
            _soundInMix = true;
        }
    }

    /// <summary>Sends a leg its frame: the common one, or its own if it adds to the mix or hears something apart.</summary>
    private void Answer(LegCore leg, long tick)
    {
        if (leg.Plan is not { } plan)
        {
            return;
        }

        if (!plan.Send && leg.Playing is null)
        {
            leg.Send(plan, null, 0, tick);
            return;
        }

        if (leg.Contributes || leg.Playing is not null || leg.ListenGainQ8 != FrameMath.UnityGainQ8)
        {
            AnswerAlone(leg, plan, tick);
            return;
        }

        leg.HadOwnStream = false;
        int codec = (int)plan.Codec;
        if (_payloadBytes[codec] == 0)
        {
            EncodeShared(plan);
        }

        leg.Send(plan, _payloads + (codec * PayloadBytes), _payloadBytes[codec], tick);
    }

    private void EncodeShared(LegPlan plan)
    {
        int codec = (int)plan.Codec;
        AudioEncoder? encoder = _encoders[codec];
        if (encoder is null)
        {
            // The leg's codec is newer than the last look at the members.
            Refit();
            encoder = _encoders[codec]!;
        }

        var payload = new Span<byte>(_payloads + (codec * PayloadBytes), PayloadBytes);
        _payloadBytes[codec] = encoder.Encode(SharedAt(plan.SampleRate), payload);
    }

    /// <summary>What everyone hears who adds nothing, at the rate of a codec; made once per tick.</summary>
    private ReadOnlySpan<short> SharedAt(int sampleRate)
    {
        Span<short> shared = _shared.AsSpan(0, SampleRate / 50);
        if (!_sharedReady)
        {
            _sharedReady = true;
            if (_soundInMix)
            {
                FrameMath.Saturate(_sum.AsSpan(0, shared.Length), shared);
            }
            else
            {
                shared.Clear();
            }
        }

        if (sampleRate == SampleRate)
        {
            return shared;
        }

        Span<short> narrow = _sharedNarrow.AsSpan(0, shared.Length / 2);
        if (!_narrowReady)
        {
            _narrowReady = true;
            _downsampler.Process(shared, narrow);
        }

        return narrow;
    }

    private void AnswerAlone(LegCore leg, LegPlan plan, long tick)
    {
        if (plan.SampleRate > SampleRate || (plan.SampleRate < SampleRate && leg.Downsampler is null))
        {
            Refit();
        }

        Span<short> own = _own.AsSpan(0, SampleRate / 50);
        if (leg.Contributes)
        {
            FrameMath.SubtractSaturated(_sum.AsSpan(0, own.Length), leg.Frame.AsSpan(0, own.Length), own);
        }
        else
        {
            SharedAt(SampleRate).CopyTo(own);
        }

        FrameMath.Ramp(own, leg.ListenGainQ8, leg.ListenGainQ8);
        leg.AddPrompt(own, SampleRate);
        if (!leg.HadOwnStream)
        {
            leg.HadOwnStream = true;
            leg.Downsampler?.CopyStateFrom(_downsampler);
            if (_encoders[(int)plan.Codec] is { } shared)
            {
                plan.Encoder.CopyStateFrom(shared);
            }
        }

        ReadOnlySpan<short> pcm = own;
        if (plan.SampleRate < SampleRate)
        {
            leg.Downsampler!.Process(own, _ownNarrow);
            pcm = _ownNarrow.AsSpan(0, plan.FrameSamples);
        }

        int bytes = plan.Encoder.Encode(pcm, new Span<byte>(leg.Block->Payload, LegBlock.PayloadBytes));
        leg.Send(plan, leg.Block->Payload, bytes, tick);
    }
}
