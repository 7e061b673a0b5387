using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Rtp.Transport;

namespace OrleansConf.MediaNode.Engine;

/// <summary>One thread of the engine: every 5 ms it takes what has arrived, mixes the quarter of its rooms that is due, and sends.</summary>
/// <remarks>
/// Everything below is touched by that thread alone; others post to <see cref="Commands"/>. A room stays in one of four slots,
/// so each is mixed every 20 ms and the packets of a worker leave in four groups instead of one burst.
/// </remarks>
internal sealed unsafe class MediaWorker : IDisposable
{
    public const int SlotCount = 4;
    public const long FrameNs = 20_000_000;
    public const long SlotNs = FrameNs / SlotCount;

    /// <summary>A worker this late leaves ticks out. Below that it catches up: the peers' buffers still want the packets.</summary>
    private const long GiveUpNs = 2 * FrameNs;

    /// <summary>Batches taken from a port in one slot, so that a flood cannot keep the rooms from being mixed.</summary>
    private const int ReceiveRounds = 16;

    private const int SilenceBytes = 160;
    private const int OpusSilenceBytes = 8;
    private const int PrefetchGroup = 16;

    private readonly List<MediaPort> _ports = [];
    private readonly List<MediaPort> _touched = [];
    private readonly WorkerSlot[] _slots = new WorkerSlot[SlotCount];
    private readonly Queue<LegCore> _draining = new();
    private readonly ReceiveBatch _batch = new();
    private readonly byte* _silence = (byte*)NativeMemory.Alloc((2 * SilenceBytes) + OpusSilenceBytes);
    private readonly byte* _opusSilence;
    private readonly long _drainNs;
    private readonly bool _raisePriority;
    private readonly ILogger _log;
    private readonly short[] _frame = new short[RoomMix.MaxFrameSamples];
    private readonly LegCore?[] _found = new LegCore?[PrefetchGroup];
    private Thread? _thread;
    private volatile bool _stopping;
    private bool _faultLogged;
    private long _nowNs;

    public MediaWorker(int index, MediaEngineOptions options, ILogger log)
    {
        Index = index;
        _drainNs = (long)options.DrainTime.TotalNanoseconds;
        _raisePriority = options.RaisePriority;
        _log = log;
        for (int i = 0; i < SlotCount; i++)
        {
            _slots[i] = new WorkerSlot();
        }

        new Span<byte>(_silence, SilenceBytes).Fill(G711.UlawSilence);
        new Span<byte>(_silence + SilenceBytes, SilenceBytes).Fill(G711.AlawSilence);
        _opusSilence = _silence + (2 * SilenceBytes);
        OpusPacket.Silence.CopyTo(new Span<byte>(_opusSilence, OpusSilenceBytes));
    }

    public CommandQueue Commands;

    public int Index { get; }

    public WorkerCounters Counters { get; } = new();

    public WorkerEvents Events { get; } = new();

    public AddressTable Table { get; } = new();

    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = $"media {Index}" };
        _thread.Start();
    }

    public void Stop()
    {
        _stopping = true;
        _thread?.Join();
    }

    public void AddPort(MediaPort port) => _ports.Add(port);

    /// <summary>Notes that a port has packets waiting for the end of the slot.</summary>
    public void Touch(MediaPort port) => _touched.Add(port);

    /// <summary>Takes in a new leg of one of this worker's ports.</summary>
    public void Register(LegCore leg, SocketAddressIn offered)
    {
        leg.Port.Legs.Add(leg);
        leg.Port.Unlatched.Add(leg);
        PortLatch.Offer(this, leg, offered);
        MoveAlone(leg);
        Counters.Legs++;
    }

    /// <summary>Takes a leg out of the mix; its address stays known until late packets have passed.</summary>
    public void Close(LegCore leg)
    {
        leg.Port.Unlatched.Remove(leg);
        leg.Closed = true;
        leg.DrainedAtNs = _nowNs + _drainNs;
        _draining.Enqueue(leg);
        Counters.Legs--;
        Events.Add(new WorkerEvent(WorkerEventKind.Closed, leg.Leg));
    }

    /// <summary>Ticks a leg that is in no room, in the slot with the least to do.</summary>
    public void MoveAlone(LegCore leg)
    {
        int slot = QuietestSlot();
        leg.Worker = this;
        leg.Slot = slot;
        leg.IndexInList = _slots[slot].Alone.Count;
        leg.Port.PrepareSending(this);
        _slots[slot].Alone.Add(leg);
    }

    public void RemoveAlone(LegCore leg)
    {
        List<LegCore> alone = _slots[leg.Slot].Alone;
        LegCore last = alone[^1];
        alone[leg.IndexInList] = last;
        last.IndexInList = leg.IndexInList;
        alone.RemoveAt(alone.Count - 1);
    }

    public void Join(LegCore leg, RoomCore room)
    {
        if (room.Slot < 0)
        {
            room.Slot = QuietestSlot();
            _slots[room.Slot].Rooms.Add(room);
            Counters.Rooms++;
        }

        leg.Worker = this;
        room.Add(leg);
    }

    public void RemoveRoom(RoomCore room)
    {
        if (room.Slot >= 0 && room.LegCount == 0)
        {
            _slots[room.Slot].Rooms.Remove(room);
            room.Slot = -1;
            Counters.Rooms--;
        }
    }

    /// <summary>One slot of work.</summary>
    /// <param name="slot">0-3: which quarter of the rooms is due.</param>
    /// <param name="nowNs">The monotonic clock.</param>
    /// <param name="tick">Number of the 20 ms frame.</param>
    public void RunSlot(int slot, long nowNs, long tick)
    {
        _nowNs = nowNs;
        Commands.RunAll();
        Receive(nowNs);
        Span<RoomCore> rooms = CollectionsMarshal.AsSpan(_slots[slot].Rooms);
        for (int i = 0; i < rooms.Length; i++)
        {
            rooms[i].Tick(nowNs, tick);
        }

        TickAlone(_slots[slot].Alone, nowNs, tick);
        for (int i = 0; i < _touched.Count; i++)
        {
            _touched[i].Flush(this);
        }

        _touched.Clear();
        Drain(nowNs);
        Events.Flush();
    }

    private void Run()
    {
        if (_raisePriority && !ThreadPriorityRequest.TryRaise())
        {
            _log.PriorityNotRaised(Index);
        }

        long next = ((WorkerClock.NowNs / SlotNs) + 1) * SlotNs;
        while (!_stopping)
        {
            WorkerClock.SleepUntil(next);
            long now = WorkerClock.NowNs;
            long late = now - next;
            Counters.NoteLateness(late);
            Counters.SlotsLate += late > SlotNs ? 1 : 0;
            if (late >= GiveUpNs)
            {
                long frames = late / FrameNs;
                Counters.TicksSkipped += frames;
                next += frames * FrameNs;
            }

            RunSlotGuarded(next, now);
            next += SlotNs;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A fault in one tick must not end the calls of all others; it is counted and logged.")]
    private void RunSlotGuarded(long slotNs, long nowNs)
    {
        try
        {
            int slot = (int)(slotNs / SlotNs % SlotCount);
            RunSlot(slot, nowNs, slotNs / FrameNs);
            if (slot == 0)
            {
                Counters.CpuNs = WorkerClock.ThreadCpuNs();
            }
        }
        catch (Exception fault)
        {
            Counters.Faults++;
            if (!_faultLogged)
            {
                _faultLogged = true;
                _log.TickFailed(fault, Index);
            }
        }
    }

    private void Receive(long nowNs)
    {
        for (int p = 0; p < _ports.Count; p++)
        {
            MediaPort port = _ports[p];
            if (port.Legs.Count == 0)
            {
                continue;
            }

            int round = 0;
            int count;
            do
            {
                count = port.Rtp.Receive(_batch);
                Counters.PacketsReceived += count;
                AcceptAll(port, count, nowNs);
            }
            while (count == ReceiveBatch.Capacity && ++round < ReceiveRounds);
        }
    }

    /// <summary>Works through a batch a few packets at a time: first all are looked up, so that their legs' state loads at once.</summary>
    private void AcceptAll(MediaPort port, int count, long nowNs)
    {
        for (int first = 0; first < count; first += PrefetchGroup)
        {
            int end = Math.Min(first + PrefetchGroup, count);
            for (int i = first; i < end; i++)
            {
                _found[i - first] = Table.Find(port.KeyOf(_batch.Sender(i)));
            }

            for (int i = first; i < end; i++)
            {
                _found[i - first]?.Prefetch();
            }

            for (int i = first; i < end; i++)
            {
                // A packet before it in the group may have moved its sender to another leg.
                LegCore? leg = _found[i - first] ?? Table.Find(port.KeyOf(_batch.Sender(i)));
                Accept(port, leg, _batch.Sender(i), _batch.Datagram(i), nowNs);
            }
        }
    }

    private void Accept(MediaPort port, LegCore? leg, in SocketAddressIn sender, ReadOnlySpan<byte> datagram, long nowNs)
    {
        if (leg is null)
        {
            leg = PortLatch.Adopt(this, port, sender, datagram);
            if (leg is null)
            {
                Counters.Strangers++;
                return;
            }
        }

        if (leg.Closed)
        {
            Counters.LateAfterClose++;
            return;
        }

        if (!leg.Latched)
        {
            PortLatch.Confirm(this, leg);
        }

        char key = leg.Receiver.Accept(leg.Plan, datagram, nowNs);
        if (key != '\0')
        {
            Events.Add(new WorkerEvent(WorkerEventKind.KeyPressed, leg.Leg, key));
        }
    }

    private void TickAlone(List<LegCore> alone, long nowNs, long tick)
    {
        for (int i = alone.Count - 1; i >= 0; i--)
        {
            if (i < alone.Count && !alone[i].Commands.IsEmpty)
            {
                alone[i].Commands.RunAll();
            }
        }

        for (int i = 0; i < alone.Count; i++)
        {
            LegCore leg = alone[i];
            if (leg.Plan is { } plan)
            {
                TickAlone(leg, plan, nowNs, tick);
            }
        }
    }

    private void TickAlone(LegCore leg, LegPlan plan, long nowNs, long tick)
    {
        leg.Read(plan, nowNs, plan.SampleRate);
        bool stateless = plan.Codec is CodecKind.Pcmu or CodecKind.Pcma;
        if (leg.Playing is null && (stateless || !plan.Send))
        {
            leg.Send(plan, plan.Codec == CodecKind.Pcma ? _silence + SilenceBytes : _silence, SilenceBytes, tick);
            return;
        }

        if (leg.Playing is null && plan.Codec == CodecKind.Opus)
        {
            leg.Send(plan, _opusSilence, OpusPacket.Silence.Length, tick);
            return;
        }

        Span<short> frame = _frame.AsSpan(0, plan.FrameSamples);
        frame.Clear();
        leg.AddPrompt(frame, plan.SampleRate);
        int bytes = plan.Encoder.Encode(frame, new Span<byte>(leg.Block->Payload, LegBlock.PayloadBytes));
        leg.Send(plan, leg.Block->Payload, bytes, tick);
    }

    private void Drain(long nowNs)
    {
        while (_draining.TryPeek(out LegCore? leg) && leg.DrainedAtNs <= nowNs)
        {
            _draining.Dequeue();
            Table.Remove(leg.Key, leg);
            leg.Port.Legs.Remove(leg);
            Events.Add(new WorkerEvent(WorkerEventKind.Drained, leg.Leg));
        }
    }

    private int QuietestSlot()
    {
        int best = 0;
        for (int i = 1; i < SlotCount; i++)
        {
            best = _slots[i].LegCount < _slots[best].LegCount ? i : best;
        }

        return best;
    }

    public void Dispose()
    {
        foreach (MediaPort port in _ports)
        {
            port.Dispose();
        }

        _batch.Dispose();
        NativeMemory.Free(_silence);
    }
}

/// <summary>What is due at one of the four moments of a frame.</summary>
internal sealed class WorkerSlot
{
    public List<RoomCore> Rooms { get; } = [];

    public List<LegCore> Alone { get; } = [];

    public int LegCount
    {
        get
        {
            int legs = Alone.Count;
            foreach (RoomCore room in Rooms)
            {
                legs += room.LegCount;
            }

            return legs;
        }
    }
}
