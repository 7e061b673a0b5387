using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using OrleansConf.MediaNode.Mixing;
using OrleansConf.MediaNode.Rtp;
using OrleansConf.MediaNode.Rtp.Transport;

namespace OrleansConf.MediaNode.Engine;

/// <summary>The media side of a leg. Fields are grouped by the thread that owns them.</summary>
internal sealed unsafe class LegCore
{
    /// <summary>In a pause with DTX a packet still goes out once in so many frames, so that nobody takes the call for dead.</summary>
    private const int PauseTicks = 20;

    public readonly MediaLeg Leg;
    public readonly MediaPort Port;
    public readonly LegBlock* Block;
    public readonly LegReceiver Receiver = new();

    // Control side to worker.
    public CommandQueue Commands;
    private LegPlan? _plan;
    private int _muted;
    private int _talkGainQ8 = FrameMath.UnityGainQ8;
    private int _listenGainQ8 = FrameMath.UnityGainQ8;

    // Thread of the port.
    public ulong Key;
    public uint OfferedAddress;
    public int OfferedPort;
    public uint SignallingAddress;
    public bool Latched;
    public bool Closed;
    public long DrainedAtNs;

    // Mixing thread.
    public readonly short[] Frame = GC.AllocateArray<short>(RoomMix.MaxFrameSamples, pinned: true);
    public MediaWorker Worker;
    public RoomCore? Room;
    public int Slot;
    public int IndexInList;
    public int HangTicks;
    public int AppliedGainQ8 = FrameMath.UnityGainQ8;
    public bool Selected;
    public bool Contributes;
    public bool HadOwnStream;
    public int OwnStreamTicks;
    public PlayRequest? Playing;
    private int _talking;
    private int _remoteLossPercent;
    private ushort _sequence;
    private uint _timestamp;
    private long _lastTick;
    private bool _sending;
    private long _packetsSent;
    private long _bytesSent;

    public LegCore(MediaLeg leg, MediaPort port, LegBlock* block, uint ssrc, ushort firstSequence, uint firstTimestamp)
    {
        Leg = leg;
        Port = port;
        Block = block;
        Worker = port.Worker;
        Ssrc = ssrc;
        _sequence = firstSequence;
        _timestamp = firstTimestamp;
    }

    public uint Ssrc { get; }

    public LegPlan? Plan
    {
        get => Volatile.Read(ref _plan);
        set => Volatile.Write(ref _plan, value);
    }

    public bool Muted
    {
        get => Volatile.Read(ref _muted) != 0;
        set => Volatile.Write(ref _muted, value ? 1 : 0);
    }

    public int TalkGainQ8
    {
        get => Volatile.Read(ref _talkGainQ8);
        set => Volatile.Write(ref _talkGainQ8, value);
    }

    public int ListenGainQ8
    {
        get => Volatile.Read(ref _listenGainQ8);
        set => Volatile.Write(ref _listenGainQ8, value);
    }

    public bool Talking
    {
        get => Volatile.Read(ref _talking) != 0;
        set => Volatile.Write(ref _talking, value ? 1 : 0);
    }

    /// <summary>Packets of ours that the peer misses, in percent, as its reports say. Any thread.</summary>
    public int RemoteLossPercent
    {
        get => Volatile.Read(ref _remoteLossPercent);
        set => Volatile.Write(ref _remoteLossPercent, value);
    }

    /// <summary>From the mixer's rate to a lower one of the codec, for what this leg alone hears.</summary>
    public Downsampler? Downsampler { get; private set; }

    public long PacketsSent => Volatile.Read(ref _packetsSent);

    public long BytesSent => Volatile.Read(ref _bytesSent);

    /// <summary>Ticks per second of the RTP timestamps.</summary>
    public int ClockRate => (int)(Plan?.ClockTicksPerFrame ?? 160) * 50;

    /// <summary>Where RTP goes to: any thread, until the leg has drained.</summary>
    public SocketAddressIn RemoteRtp => new() { Bits = Volatile.Read(ref Block->Remote.Bits) };

    /// <summary>The RTP timestamp that a frame sent now would have, for sender reports. Any thread.</summary>
    public uint TimestampAt(long nowNs)
    {
        long sentNs = (Volatile.Read(ref _lastTick) * MediaWorker.FrameNs) + (Slot * MediaWorker.SlotNs);
        long sinceNs = Math.Clamp(nowNs - sentNs, 0, 1_000_000_000);
        return Volatile.Read(ref _timestamp) + (uint)(sinceNs * ClockRate / 1_000_000_000);
    }

    /// <summary>Any thread. Starts to load what the next packet or frame of this leg will touch.</summary>
    public void Prefetch()
    {
        if (Sse.IsSupported && _plan is { } plan)
        {
            plan.Buffer.Prefetch();
            Touch(Receiver);
            Touch(plan.Playout);
            Sse.Prefetch0(Block);
        }
    }

    /// <summary>A hint only: it does no harm if the collector moves the object meanwhile.</summary>
    private static void Touch(object target) => Sse.Prefetch0(*(void**)Unsafe.AsPointer(ref target));

    /// <summary>Mixing thread. Reads the next frame at the mixer's rate into <see cref="Frame"/>; false when silent.</summary>
    public bool Read(LegPlan plan, long nowNs, int sampleRate) => plan.Playout.Read(plan.Buffer, nowNs, Frame, sampleRate);

    /// <summary>Mixing thread, outside of a tick: makes the resampler between two rates.</summary>
    public void PrepareRates(int mixerRate, int codecRate)
    {
        if (!HasRates(mixerRate, codecRate))
        {
            Downsampler = new Downsampler(mixerRate / codecRate, RoomMix.MaxFrameSamples);
        }
    }

    public bool HasRates(int mixerRate, int codecRate) => mixerRate <= codecRate || Downsampler?.Factor == mixerRate / codecRate;

    /// <summary>Mixing thread. Adds the leg's own prompt to what it hears, and tells when that has ended.</summary>
    public void AddPrompt(Span<short> heard, int sampleRate)
    {
        if (Playing is not { } request)
        {
            return;
        }

        Span<short> prompt = stackalloc short[RoomMix.MaxFrameSamples];
        prompt = prompt[..heard.Length];
        if (!request.Read(prompt, sampleRate))
        {
            Playing = null;
            Worker.Events.Add(new WorkerEvent(WorkerEventKind.PlayEnded, Leg, Request: request));
            return;
        }

        for (int i = 0; i < heard.Length; i++)
        {
            heard[i] = FrameMath.Saturate(heard[i] + prompt[i]);
        }
    }

    /// <summary>Mixing thread. Queues one packet; the payload must stay where it is until the slot's end.</summary>
    public void Send(LegPlan plan, byte* payload, int payloadBytes, long tick)
    {
        long passed = Math.Max(1, tick - _lastTick);
        if (payloadBytes <= plan.UnsentBytes && passed < PauseTicks && plan.Send)
        {
            // RFC 7587 §3.1.3: the clock runs on, and the next packet has the marker.
            _sending = false;
            return;
        }

        _lastTick = tick;
        if (!plan.Send)
        {
            // The clock runs on while the peer holds the call.
            _timestamp += plan.ClockTicksPerFrame * (uint)Math.Min(passed, 50);
            _sending = false;
            return;
        }

        _timestamp += plan.ClockTicksPerFrame * (_packetsSent == 0 ? 0 : (uint)Math.Min(passed, 50));
        byte* header = Block->Header;
        int marker = _sending ? 0 : 0x80;
        _sending = true;
        header[0] = 0x80;
        header[1] = (byte)(plan.PayloadType | marker);
        ushort sequence = _sequence++;
        *(ushort*)(header + 2) = BinaryPrimitives.ReverseEndianness(sequence);
        *(uint*)(header + 4) = BinaryPrimitives.ReverseEndianness(_timestamp);
        *(uint*)(header + 8) = BinaryPrimitives.ReverseEndianness(Ssrc);
        _packetsSent++;
        _bytesSent += payloadBytes;
        if (plan.SrtpSender is { } srtp)
        {
            // A payload that others are sent too is encrypted into the leg's own memory.
            payloadBytes = srtp.Protect(
                new ReadOnlySpan<byte>(header, RtpHeader.Size), new ReadOnlySpan<byte>(payload, payloadBytes),
                new Span<byte>(Block->Payload, LegBlock.PayloadBytes), Ssrc, sequence);
            payload = Block->Payload;
        }

        Port.Queue(Worker, &Block->Remote, header, payload, payloadBytes);
    }
}
