using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Rtp.Transport;

namespace OrleansConf.MediaNode.Engine;

/// <summary>Carries the media of many calls on a few threads and ports. Any thread; nothing here is touched by the tick.</summary>
public sealed class MediaEngine : IAsyncDisposable
{
    private static readonly TimeSpan SupervisionPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly MediaEngineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly LegBlockPool _blocks = new();
    private readonly PortAllocator _allocator;
    private readonly MediaWorker[] _workers;
    private readonly PortPool[] _pools;
    private readonly Dictionary<string, MixerRoom> _rooms = new(StringComparer.Ordinal);
    private readonly HashSet<MediaLeg> _legs = [];
    private ITimer? _supervision;
    private bool _stopped;

    /// <param name="options">Checked here: a bad value throws <see cref="ValidationException"/>.</param>
    /// <param name="time">For timeouts; the ticks follow the system's monotonic clock.</param>
    /// <param name="loggers">Makes the engine's logger.</param>
    public MediaEngine(MediaEngineOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _options = options;
        _time = time;
        _log = loggers.CreateLogger<MediaEngine>();
        _allocator = new PortAllocator(options);
        Rtcp = new RtcpExchange(time);
        _workers = new MediaWorker[options.EffectiveWorkers];
        _pools = new PortPool[_workers.Length];
        for (int i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new MediaWorker(i, options, _log);
            _pools[i] = new PortPool(_workers[i], options, _allocator, _workers.Length, Rtcp);
        }
    }

    internal MediaEngineOptions Options => _options;

    internal TimeProvider Time => _time;

    internal IReadOnlyList<MediaWorker> Workers => _workers;

    internal RtcpExchange Rtcp { get; }

    /// <summary>Native blocks in use; 0 after all legs are gone.</summary>
    internal int BlocksInUse => _blocks.InUse;

    /// <summary>Opens the first ports and starts the threads; throws <see cref="MediaBindException"/> when no port can be opened.</summary>
    public void Start()
    {
        OpenPorts();
        foreach (MediaWorker worker in _workers)
        {
            worker.Start();
        }

        Rtcp.Start();
        _supervision = _time.CreateTimer(_ => Supervise(), null, SupervisionPeriod, SupervisionPeriod);
        List<MediaPort> ports = [.. _pools.SelectMany(pool => pool.Ports)];
        bool batches = NativeSockets.IsSupported && !_options.PortableSockets;
        _log.EngineStarted(_workers.Length, ports.Count, ports[0].Number, batches ? "batch" : "portable");
        if (!CodecTraits.IsAvailable(CodecKind.Opus))
        {
            _log.OpusMissing();
        }
    }

    /// <summary>Gives a call a media port; null when none is left.</summary>
    public MediaLeg? TryOpenLeg(LegOpening opening)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            PortPool pool = _pools.MinBy(candidate => candidate.LegCount)!;
            var leg = new MediaLeg(this, opening);
            if (pool.Assign(leg, opening) is not { } port)
            {
                _log.NoPortLeft(_legs.Count, _pools.Sum(each => each.Ports.Count()));
                return null;
            }

            _legs.Add(leg);
            leg.Attach(NewCore(leg, port, opening), new IPEndPoint(opening.LocalAddress, port.Number));
            Rtcp.Open(leg);
            return leg;
        }
    }

    /// <summary>The room of this name; it goes when its last leg leaves.</summary>
    /// <param name="name">Compared as it is.</param>
    /// <param name="options">For a new room; an existing one keeps its own.</param>
    public MixerRoom GetOrAddRoom(string name, RoomAudioOptions? options = null)
    {
        lock (_lock)
        {
            if (!_rooms.TryGetValue(name, out MixerRoom? room))
            {
                MediaWorker worker = _workers.MinBy(candidate => candidate.Counters.Legs)!;
                room = new MixerRoom(this, name, options ?? RoomAudioOptions.Default, worker);
                _rooms.Add(name, room);
            }

            return room;
        }
    }

    public MediaEngineStatistics ReadStatistics()
    {
        lock (_lock)
        {
            var legs = _legs.Select(leg => leg.ReadStatistics()).ToList();
            var counters = _workers.Select(worker => worker.Counters).ToList();
            return new MediaEngineStatistics
            {
                Workers = _workers.Length,
                Ports = _pools.Sum(pool => pool.Ports.Count()),
                Legs = _legs.Count,
                Rooms = _rooms.Count,
                PacketsReceived = counters.Sum(each => each.PacketsReceived),
                PacketsSent = counters.Sum(each => each.PacketsSent),
                SendsRefused = counters.Sum(each => each.SendsRefused),
                Strangers = counters.Sum(each => each.Strangers),
                LateAfterClose = counters.Sum(each => each.LateAfterClose),
                Rtcp = Rtcp.Counters,
                Rebound = counters.Sum(each => each.Rebound),
                PacketsLate = legs.Sum(each => each.PacketsLate),
                PacketsRejected = legs.Sum(each => each.PacketsRejected),
                FramesConcealed = legs.Sum(each => each.FramesConcealed),
                Slots = counters.Sum(each => each.Slots),
                SlotsLate = counters.Sum(each => each.SlotsLate),
                TicksSkipped = counters.Sum(each => each.TicksSkipped),
                Faults = counters.Sum(each => each.Faults),
                Cpu = TimeSpan.FromMicroseconds(counters.Sum(each => each.CpuNs) / 1000),
                Lateness = ReadLateness(counters),
            };
        }
    }

    /// <summary>Stops the threads and closes the ports. Legs still open fall silent.</summary>
    public async ValueTask DisposeAsync()
    {
        List<MediaLeg> left;
        lock (_lock)
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
            left = [.. _legs];
        }

        if (_supervision is not null)
        {
            await _supervision.DisposeAsync().ConfigureAwait(false);
        }

        Rtcp.Dispose();
        foreach (MediaWorker worker in _workers)
        {
            worker.Stop();
            worker.Commands.RunAll();
            worker.Dispose();
        }

        left.ForEach(leg => leg.OnEngineStopped());
        _blocks.Dispose();
        _log.EngineStopped(left.Count);
    }

    /// <summary>Opens the ports every worker begins with. Split from <see cref="Start"/> for tests that turn the clock by hand.</summary>
    internal void OpenPorts()
    {
        lock (_lock)
        {
            foreach (PortPool pool in _pools)
            {
                for (int i = 0; i < _options.PortsPerWorker; i++)
                {
                    if (pool.Open() is null && i == 0)
                    {
                        throw new MediaBindException(
                            $"No UDP port pair can be opened on {_options.BindAddress} in Rtp:PortMin-PortMax {_options.PortMin}-{_options.PortMax}.");
                    }
                }
            }
        }
    }

    /// <summary>Enters a leg in a room; a room that has just emptied is put back under its name.</summary>
    internal MixerRoom Enter(MediaLeg leg, MixerRoom room)
    {
        lock (_lock)
        {
            if (!_rooms.TryGetValue(room.Name, out MixerRoom? current))
            {
                current = room.IsFreed ? new MixerRoom(this, room.Name, room.Options, room.Core.Worker) : room;
                _rooms.Add(room.Name, current);
            }

            current.Add(leg);
            return current;
        }
    }

    internal void Leave(MediaLeg leg, MixerRoom room)
    {
        lock (_lock)
        {
            if (room.Remove(leg) && room.LegCount == 0)
            {
                _rooms.Remove(room.Name);
                room.Free();
            }
        }
    }

    internal void OnLatched(MediaLeg leg)
    {
        lock (_lock)
        {
            PoolOf(leg).Latched(leg);
        }
    }

    internal void OnClosed(MediaLeg leg)
    {
        lock (_lock)
        {
            PoolOf(leg).Closed(leg);
            _legs.Remove(leg);
        }
    }

    internal unsafe void OnDrained(MediaLeg leg)
    {
        lock (_lock)
        {
            PoolOf(leg).Drained(leg);
            _blocks.Return(leg.Core.Block);
        }
    }

    internal void Supervise()
    {
        List<MediaLeg> legs;
        lock (_lock)
        {
            legs = [.. _legs];
        }

        foreach (MediaLeg leg in legs)
        {
            leg.CheckMedia(_time.GetTimestamp());
        }
    }

    private PortPool PoolOf(MediaLeg leg) => _pools[leg.Core.Port.Worker.Index];

    private unsafe LegCore NewCore(MediaLeg leg, MediaPort port, LegOpening opening)
    {
        // RFC 3550 §5.1: sequence number, timestamp and SSRC begin at random.
        Span<byte> random = stackalloc byte[10];
        RandomNumberGenerator.Fill(random);
        var core = new LegCore(
            leg, port, _blocks.Rent(), BitConverter.ToUInt32(random), BitConverter.ToUInt16(random[4..]), BitConverter.ToUInt32(random[6..]))
        {
            SignallingAddress = SocketAddressIn.AddressOf(opening.SignallingPeer),
        };
        SocketAddressIn offered = opening.RemoteRtp is { } remote ? SocketAddressIn.From(remote) : default;
        port.Worker.Commands.Post(() => port.Worker.Register(core, offered));
        return core;
    }

    private static List<(TimeSpan UpTo, long Slots)> ReadLateness(List<WorkerCounters> counters)
    {
        var classes = new List<(TimeSpan, long)>();
        for (int i = 0; i <= WorkerCounters.LatenessBoundsUs.Length; i++)
        {
            TimeSpan upTo = i < WorkerCounters.LatenessBoundsUs.Length
                ? TimeSpan.FromMicroseconds(WorkerCounters.LatenessBoundsUs[i])
                : TimeSpan.MaxValue;
            classes.Add((upTo, counters.Sum(each => each.Lateness[i])));
        }

        return classes;
    }
}
