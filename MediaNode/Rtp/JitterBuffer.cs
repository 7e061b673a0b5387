using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace OrleansConf.MediaNode.Rtp;

/// <summary>Puts the packets of one sender in order and holds them just long enough to be there when their turn comes.</summary>
/// <remarks>
/// One writer thread (<see cref="Insert"/>), one reader thread (<see cref="Take"/>), no lock; all storage is allocated in the
/// constructor. The reader steers by how long packets wait (their slack): none to spare means grow, a whole frame too much
/// for a window means shrink. Both are done in silence where there is some, since there they cannot be heard.
/// </remarks>
public sealed class JitterBuffer
{
    /// <summary>RFC 3550 A.1: a jump beyond these is another stream, once a second packet confirms it.</summary>
    private const int MaxDropout = 3000;
    private const int MaxMisorder = 100;

    private readonly Slot[] _slots;
    private readonly byte[] _payloads;
    private readonly int _mask;
    private readonly int _maxPayloadBytes;

    // Writer.
    private bool _started;
    private uint _ssrc;
    private uint _formerSsrc;
    private int _highest = 1 << 16;
    private int _confirmSequence = -1;

    // Written by the writer, read by the reader.
    private int _newest;
    private int _restartAt;
    private int _lateCount;

    // Written by the reader; the writer looks at the playhead.
    private int _playhead;
    private int _taken;
    private bool _playing;
    private int _restartSeen;
    private int _lateSeen;
    private int _starvedPackets;
    private PacketKind _lastKind;
    private bool _lostForGood;
    private readonly long _frameNs;
    private PlayoutDelay _delay;

    /// <param name="options">Bounds.</param>
    /// <param name="packetTime">Audio per packet as negotiated.</param>
    public JitterBuffer(JitterBufferOptions options, TimeSpan packetTime)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(int.PopCount(options.Capacity), 1);
        _slots = new Slot[options.Capacity];
        // Apart from the small objects of the calls, which are touched for every packet and should lie close together.
        _payloads = GC.AllocateUninitializedArray<byte>(options.Capacity * options.MaxPayloadBytes, pinned: true);
        _mask = options.Capacity - 1;
        _maxPayloadBytes = options.MaxPayloadBytes;
        _frameNs = (long)packetTime.TotalNanoseconds;
        _delay = new PlayoutDelay(options, packetTime);
    }

    /// <summary>Packets given up as lost by the reader.</summary>
    public long LostPackets { get; private set; }

    /// <summary>Frames the delay was grown or cut by, to follow jitter and clock drift.</summary>
    public long Adjustments { get; private set; }

    /// <summary>How long the packet last taken had waited.</summary>
    public long LastSlackNs { get; private set; }

    /// <summary>Reader thread, after <see cref="PlayoutResult.Lost"/>: the payload of the packet after the lost one, which may repeat it; else empty.</summary>
    public ReadOnlySpan<byte> PayloadAfterLoss
    {
        get
        {
            ref Slot slot = ref _slots[_playhead & _mask];
            return _lostForGood && Volatile.Read(ref slot.Sequence) == _playhead && slot.Kind == PacketKind.Audio
                ? _payloads.AsSpan((_playhead & _mask) * _maxPayloadBytes, slot.PayloadBytes)
                : default;
        }
    }

    /// <summary>Writer thread. Stores a packet that arrived at <paramref name="arrivalNs"/> of the monotonic clock.</summary>
    public InsertResult Insert(in RtpHeader header, PacketKind kind, ReadOnlySpan<byte> payload, long arrivalNs)
    {
        if (payload.Length > _maxPayloadBytes)
        {
            return InsertResult.Stray;
        }

        if (!Place(header, out int sequence))
        {
            return InsertResult.Stray;
        }

        if (sequence - Math.Max(Volatile.Read(ref _playhead), _restartAt) < 0)
        {
            Volatile.Write(ref _lateCount, _lateCount + 1);
            return InsertResult.Late;
        }

        ref Slot slot = ref _slots[sequence & _mask];
        int holds = Volatile.Read(ref slot.Sequence);
        if (holds != 0)
        {
            return holds == sequence ? InsertResult.Duplicate : InsertResult.Full;
        }

        slot.Kind = kind;
        slot.PayloadBytes = (ushort)payload.Length;
        slot.ArrivalNs = arrivalNs;
        payload.CopyTo(_payloads.AsSpan((sequence & _mask) * _maxPayloadBytes));
        Volatile.Write(ref slot.Sequence, sequence);
        Volatile.Write(ref _newest, _highest);
        return InsertResult.Stored;
    }

    /// <summary>Any thread. Starts to load the slot that is written and read next.</summary>
    public unsafe void Prefetch()
    {
        if (Sse.IsSupported)
        {
            // A hint only: it does no harm if the collector moves the array meanwhile.
            Sse.Prefetch0(Unsafe.AsPointer(ref _slots[_highest & _mask]));
        }
    }

    /// <summary>Extends the 16-bit sequence number; false while a jump waits for its second packet.</summary>
    private bool Place(in RtpHeader header, out int sequence)
    {
        if (!_started || header.Ssrc != _ssrc)
        {
            sequence = 0;
            if (_started && header.Ssrc == _formerSsrc)
            {
                // A straggler of the source before; without this rule the two would take turns.
                _formerSsrc = _ssrc;
                return false;
            }

            _formerSsrc = _started ? _ssrc : ~header.Ssrc;
            _started = true;
            sequence = Restart(header);
            return true;
        }

        int step = (short)(header.SequenceNumber - (ushort)_highest);
        sequence = _highest + step;
        if (step is > MaxDropout or < -MaxMisorder)
        {
            bool confirmed = header.SequenceNumber == _confirmSequence;
            _confirmSequence = (ushort)(header.SequenceNumber + 1);
            if (confirmed)
            {
                sequence = Restart(header);
            }

            return confirmed;
        }

        _highest = Math.Max(_highest, sequence);
        return true;
    }

    /// <summary>Begins a stream two cycles ahead of all that was, so that the reader can tell and nothing overlaps.</summary>
    private int Restart(in RtpHeader header)
    {
        _ssrc = header.Ssrc;
        _confirmSequence = -1;
        _highest = (((_highest >> 16) + 2) << 16) | header.SequenceNumber;
        Volatile.Write(ref _restartAt, _highest);
        return _highest;
    }

    /// <summary>Reader thread. Gives what is due at <paramref name="nowNs"/>, once per packet time.</summary>
    /// <param name="nowNs">Monotonic clock.</param>
    /// <param name="kind">With <see cref="PlayoutResult.Packet"/>: what it is.</param>
    /// <param name="payload">Valid until the next call; empty unless <paramref name="kind"/> has one.</param>
    public PlayoutResult Take(long nowNs, out PacketKind kind, out ReadOnlySpan<byte> payload)
    {
        kind = PacketKind.Silence;
        payload = default;
        _lostForGood = false;
        Release();
        FollowRestart();
        int newest = Volatile.Read(ref _newest);
        if (!_playing && !TryBegin(newest, nowNs))
        {
            return PlayoutResult.Buffering;
        }

        if (newest - _playhead >= _slots.Length)
        {
            SkipTo(newest - (_slots.Length / 2));
        }

        ref Slot slot = ref _slots[_playhead & _mask];
        if (Volatile.Read(ref slot.Sequence) != _playhead)
        {
            return Miss(newest, nowNs, ref kind, ref payload);
        }

        return Play(ref slot, newest, nowNs, ref kind, ref payload);
    }

    private PlayoutResult Play(ref Slot slot, int newest, long nowNs, ref PacketKind kind, ref ReadOnlySpan<byte> payload)
    {
        _starvedPackets = 0;
        LastSlackNs = nowNs - slot.ArrivalNs;
        int late = Volatile.Read(ref _lateCount);
        PlayoutStep step = _delay.Observe(LastSlackNs, late != _lateSeen, slot.Kind != PacketKind.Audio);
        _lateSeen = late;
        if (step == PlayoutStep.Wait)
        {
            Adjustments++;
            return slot.Kind == PacketKind.Audio ? PlayoutResult.Lost : PlayoutResult.Buffering;
        }

        if (step == PlayoutStep.Skip && newest != _playhead)
        {
            Adjustments++;
            Volatile.Write(ref slot.Sequence, 0);
            MovePlayhead(_playhead + 1);
            return Take(nowNs, out kind, out payload);
        }

        kind = _lastKind = slot.Kind;
        payload = _payloads.AsSpan((_playhead & _mask) * _maxPayloadBytes, slot.PayloadBytes);
        _taken = _playhead;
        MovePlayhead(_playhead + 1);
        if (kind == PacketKind.KeyPress)
        {
            SkipKeyPresses(newest);
        }

        // After a key press or a comfort noise update the sender may pause: what comes next begins a new spurt.
        _playing = kind is PacketKind.Audio or PacketKind.Silence || newest - _playhead >= 0;
        return PlayoutResult.Packet;
    }

    private PlayoutResult Miss(int newest, long nowNs, ref PacketKind kind, ref ReadOnlySpan<byte> payload)
    {
        int available = FirstAvailable(newest);
        if (available == 0)
        {
            _starvedPackets++;
            _playing = _starvedPackets * _frameNs < PlayoutDelay.PauseNs;
            return _playing && _lastKind != PacketKind.Silence ? PlayoutResult.Lost : PlayoutResult.Buffering;
        }

        int missing = available - _playhead;
        if (missing <= _starvedPackets)
        {
            // Concealed already, while there was nothing behind the gap.
            LostPackets += missing;
            SkipTo(available);
            return Play(ref _slots[_playhead & _mask], newest, nowNs, ref kind, ref payload);
        }

        int late = Volatile.Read(ref _lateCount);
        bool grow = late != _lateSeen && _delay.TryGrow();
        _lateSeen = late;
        if (grow)
        {
            // What comes too late again and again is worth waiting for: this frame is concealed, the packet may still come.
            Adjustments++;
            _starvedPackets++;
            return PlayoutResult.Lost;
        }

        LostPackets++;
        _lostForGood = true;
        MovePlayhead(_playhead + 1);
        return PlayoutResult.Lost;
    }

    /// <summary>Starts a talk spurt once its first packet has waited its margin; a backlog is cut to what the margin needs.</summary>
    private bool TryBegin(int newest, long nowNs)
    {
        int first = FirstAvailable(newest);
        if (first == 0)
        {
            return false;
        }

        long waited = nowNs - _slots[first & _mask].ArrivalNs;
        if (waited < _delay.MarginNs)
        {
            return false;
        }

        long newestWaited = nowNs - _slots[newest & _mask].ArrivalNs;
        int keep = 1 + (int)Math.Max(0, (_delay.MarginNs - newestWaited + _frameNs - 1) / _frameNs);
        SkipTo(Math.Max(first, newest - keep + 1));
        _playing = true;
        _starvedPackets = 0;
        return true;
    }

    /// <summary>The lowest sequence at or after the playhead that is there; 0 if none.</summary>
    private int FirstAvailable(int newest)
    {
        for (int sequence = Math.Max(_playhead, newest - _mask); newest - sequence >= 0; sequence++)
        {
            if (Volatile.Read(ref _slots[sequence & _mask].Sequence) == sequence)
            {
                return sequence;
            }
        }

        return 0;
    }

    private void FollowRestart()
    {
        int restartAt = Volatile.Read(ref _restartAt);
        if (restartAt == _restartSeen)
        {
            return;
        }

        _restartSeen = restartAt;
        for (int i = 0; i < _slots.Length; i++)
        {
            int sequence = Volatile.Read(ref _slots[i].Sequence);
            if (sequence != 0 && sequence - restartAt < 0)
            {
                Volatile.Write(ref _slots[i].Sequence, 0);
            }
        }

        MovePlayhead(restartAt);
        _playing = false;
    }

    /// <summary>The packets of one key press come faster than their time passes, at its end at least.</summary>
    private void SkipKeyPresses(int newest)
    {
        while (newest - _playhead >= 0)
        {
            ref Slot next = ref _slots[_playhead & _mask];
            if (Volatile.Read(ref next.Sequence) != _playhead || next.Kind != PacketKind.KeyPress)
            {
                return;
            }

            Volatile.Write(ref next.Sequence, 0);
            MovePlayhead(_playhead + 1);
        }
    }

    private void SkipTo(int sequence)
    {
        for (; sequence - _playhead > 0; MovePlayhead(_playhead + 1))
        {
            ref Slot slot = ref _slots[_playhead & _mask];
            if (Volatile.Read(ref slot.Sequence) == _playhead)
            {
                Volatile.Write(ref slot.Sequence, 0);
            }

            if (sequence - _playhead > MaxDropout)
            {
                MovePlayhead(sequence - _slots.Length);
            }
        }
    }

    /// <summary>Gives the slot taken last back to the writer.</summary>
    private void Release()
    {
        if (_taken != 0)
        {
            Volatile.Write(ref _slots[_taken & _mask].Sequence, 0);
            _taken = 0;
        }
    }

    private void MovePlayhead(int sequence) => Volatile.Write(ref _playhead, sequence);

    private struct Slot
    {
        /// <summary>Extended sequence number; 0 is empty. Written last by the writer, cleared by the reader.</summary>
        public int Sequence;
        public ushort PayloadBytes;
        public PacketKind Kind;
        public long ArrivalNs;
    }
}
