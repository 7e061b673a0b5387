using System.Runtime.InteropServices;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Mixing;

namespace OrleansConf.MediaNode.Engine;

/// <summary>Mixes the legs of one room: one tick makes one frame for each. Its worker's thread.</summary>
internal sealed unsafe class RoomCore
{
    /// <summary>Legs whose state is loaded while the ones before them are worked on.</summary>
    private const int PrefetchAhead = 4;

    /// <summary>After it has stopped talking a leg keeps its own encoder for so many frames: given the same sound, that comes near the
    /// state of the shared one, and the peer's decoder does not notice the switch.</summary>
    private const int OwnStreamTail = 5;

    /// <summary>Frames between two looks at how much the listeners lose.</summary>
    private const int TuningFrames = 100;

    private readonly RoomMix _mix = new();
    private readonly SharedStreams _streams = new();
    private readonly short[] _own = new short[RoomMix.MaxFrameSamples];
    private readonly short[] _ownLower = new short[RoomMix.Wideband / 50];
    private readonly List<LegCore> _legs = [];
    private readonly int _gateMeanSquare;
    private readonly int _hangTicks;
    private readonly TalkerSelector _selector;
    private LegCore[] _heard = new LegCore[16];
    private int _heardCount;
    private bool _hasOpus;
    private PlayRequest? _playing;

    public RoomCore(MediaWorker worker, RoomAudioOptions options)
    {
        Worker = worker;
        _gateMeanSquare = (int)(Math.Pow(10, options.GateDbfs / 10.0) * (1 << 30));
        _hangTicks = Math.Max(1, (int)(options.TalkHangover.TotalMilliseconds / 20));
        _selector = new TalkerSelector(Math.Clamp(options.MaxTalkers, 1, 32));
    }

    public CommandQueue Commands;

    /// <summary>The worker that mixes it; changes only on that worker's thread.</summary>
    public MediaWorker Worker { get; }

    public int SampleRate => _mix.SampleRate;

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
        int rate = RoomMix.Narrowband;
        _hasOpus = false;
        foreach (LegCore leg in _legs)
        {
            if (leg.Plan is { } plan)
            {
                rate = Math.Max(rate, plan.SampleRate);
                _hasOpus |= plan.Codec == CodecKind.Opus;
                _streams.Prepare(plan);
            }
        }

        _mix.SetRate(rate);
        foreach (LegCore leg in _legs)
        {
            if (leg.Plan is { } plan)
            {
                plan.Playout.PrepareRate(rate);
                leg.PrepareRates(rate, plan.SampleRate);
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
        _streams.Begin(_mix.HasSound);
        if (_hasOpus && tick % TuningFrames == 0)
        {
            OpusTunings.Follow(legs, _streams);
        }

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
            bool audible = leg.Plan is { } plan && leg.Read(plan, nowNs, _mix.SampleRate);
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
        _mix.Clear();
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

            Span<short> frame = leg.Frame.AsSpan(0, _mix.FrameSamples);
            FrameMath.Ramp(frame, before, gain);
            _mix.Add(frame);
            leg.Contributes = true;
            leg.OwnStreamTicks = OwnStreamTail;
        }

        if (_playing is { } request)
        {
            PlayInto(request);
        }
    }

    private void PlayInto(PlayRequest request)
    {
        Span<short> frame = _own.AsSpan(0, _mix.FrameSamples);
        if (!request.Read(frame, SampleRate))
        {
            _playing = null;
            return;
        }

        _mix.Add(frame);
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

        if (leg.HadOwnStream)
        {
            if (plan.Codec.HasMemory() && leg.OwnStreamTicks-- > 0)
            {
                AnswerAlone(leg, plan, tick);
                return;
            }

            leg.HadOwnStream = false;
        }

        byte* payload = _streams.Payload(plan, _mix, out int payloadBytes);
        if (payloadBytes == 0)
        {
            // The leg's codec is newer than the last look at the members.
            Refit();
            payload = _streams.Payload(plan, _mix, out payloadBytes);
        }

        leg.Send(plan, payload, payloadBytes, tick);
    }

    private void AnswerAlone(LegCore leg, LegPlan plan, long tick)
    {
        if (plan.SampleRate > SampleRate || !leg.HasRates(SampleRate, plan.SampleRate))
        {
            Refit();
        }

        Span<short> own = _own.AsSpan(0, _mix.FrameSamples);
        if (leg.Contributes)
        {
            _mix.Without(leg.Frame.AsSpan(0, own.Length), own);
        }
        else
        {
            _mix.At(SampleRate).CopyTo(own);
        }

        FrameMath.Ramp(own, leg.ListenGainQ8, leg.ListenGainQ8);
        leg.AddPrompt(own, SampleRate);
        if (!leg.HadOwnStream)
        {
            LeaveSharedStream(leg, plan);
        }

        ReadOnlySpan<short> pcm = own;
        if (plan.SampleRate < SampleRate)
        {
            leg.Downsampler!.Process(own, _ownLower);
            pcm = _ownLower.AsSpan(0, plan.FrameSamples);
        }

        int bytes = plan.Encoder.Encode(pcm, new Span<byte>(leg.Block->Payload, LegBlock.PayloadBytes));
        leg.Send(plan, leg.Block->Payload, bytes, tick);
    }

    /// <summary>The leg's own encoder goes on where the shared one stands before this tick's frame, or one frame later if that is made already.</summary>
    private void LeaveSharedStream(LegCore leg, LegPlan plan)
    {
        leg.HadOwnStream = true;
        if (plan.SampleRate < SampleRate && _mix.DownsamplerTo(plan.SampleRate) is { } downsampler)
        {
            leg.Downsampler!.CopyStateFrom(downsampler);
        }

        if (plan.Codec.HasMemory() && _streams.EncoderOf(plan) is { } shared)
        {
            plan.Encoder.CopyStateFrom(shared);
        }
    }
}
