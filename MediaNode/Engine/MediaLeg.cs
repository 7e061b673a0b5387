using System.Net;
using System.Threading.Channels;
using OrleansConf.MediaNode.Mixing;
using OrleansConf.MediaNode.Rtp;
using OrleansConf.MediaNode.Rtp.Transport;

namespace OrleansConf.MediaNode.Engine;

/// <summary>One call's media: RTP in and out, prompts, keys, a place in a room. Any thread.</summary>
public sealed class MediaLeg : IAsyncDisposable
{
    private const int KeyCapacity = 256;

    private readonly MediaEngine _engine;
    private readonly LegOpening _opening;
    private readonly Lock _lock = new();
    private readonly Channel<char> _keys = Channel.CreateBounded<char>(KeyCapacity);
    private readonly TaskCompletionSource _mediaLost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LegCore _core = null!;
    private MixerRoom? _room;
    private PlayRequest? _playing;
    private bool _closing;
    private long _packetsSeen;
    private long _aliveAt;

    internal MediaLeg(MediaEngine engine, LegOpening opening)
    {
        _engine = engine;
        _opening = opening;
    }

    /// <summary>Where the peer is to send: for the SDP.</summary>
    public IPEndPoint LocalRtp { get; private set; } = null!;

    /// <summary>Keys pressed, oldest first, each once. The oldest 256 wait; more than that are dropped.</summary>
    public ChannelReader<char> Keys => _keys.Reader;

    /// <summary>Completes when no RTP has come for <see cref="MediaEngineOptions.MediaTimeout"/>; not before <see cref="Start"/> and not while the peer may not send.</summary>
    public Task MediaLost => _mediaLost.Task;

    public bool IsTalking => _core.Talking;

    /// <summary>A muted leg hears the others and is not heard.</summary>
    public bool Muted
    {
        get => _core.Muted;
        set => _core.Muted = value;
    }

    /// <summary>How loud others hear this leg, 0-1024; 256 as it comes.</summary>
    public int TalkingGainQ8
    {
        get => _core.TalkGainQ8;
        set => _core.TalkGainQ8 = Math.Clamp(value, 0, 4 * FrameMath.UnityGainQ8);
    }

    /// <summary>How loud this leg hears the room, 0-1024; 256 as it is.</summary>
    public int ListeningGainQ8
    {
        get => _core.ListenGainQ8;
        set => _core.ListenGainQ8 = Math.Clamp(value, 0, 4 * FrameMath.UnityGainQ8);
    }

    internal LegCore Core => _core;

    /// <summary>The peer's last report; null before one came.</summary>
    internal PeerReport? Remote { get; set; }

    /// <summary>Begins to send and receive, or changes how after a re-INVITE.</summary>
    public void Start(LegFormat format)
    {
        lock (_lock)
        {
            if (_closing)
            {
                return;
            }

            _core.Plan = new LegPlan(format, _core.Plan, _engine.Options);
            _aliveAt = _engine.Time.GetTimestamp();
            var remote = SocketAddressIn.From(format.RemoteRtp);
            MediaWorker home = _core.Port.Worker;
            home.Commands.Post(() => PortLatch.Offer(home, _core, remote));
            _core.Commands.Post(() => _core.Room?.Refit());
        }
    }

    /// <summary>Enters a key that came by signalling (SIP INFO). Anything that is no telephone key is ignored.</summary>
    public void PressKey(char key)
    {
        if (DtmfEvent.IsKey(key))
        {
            OnKey(key);
        }
    }

    /// <summary>Plays clips one after the other, in place of what is playing.</summary>
    /// <param name="clips">Read by the engine until they end.</param>
    /// <param name="keyStops">Whether a key ends it, also one that waits in <see cref="Keys"/> already. The key stays there.</param>
    /// <param name="ct">Stops it.</param>
    public Task<PlayEnd> PlayAsync(IReadOnlyList<AudioClip> clips, bool keyStops, CancellationToken ct) =>
        PlayAsync(clips, keyStops, repeat: false, ct);

    /// <param name="clips">Read by the engine until they end.</param>
    /// <param name="keyStops">Whether a key ends it.</param>
    /// <param name="repeat">Starts over at the end: music on hold.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<PlayEnd> PlayAsync(IReadOnlyList<AudioClip> clips, bool keyStops, bool repeat, CancellationToken ct)
    {
        var request = new PlayRequest(clips, repeat) { KeyStops = keyStops };
        lock (_lock)
        {
            EndPlaying(PlayEnd.Stopped);
            if (_closing || ct.IsCancellationRequested)
            {
                return PlayEnd.Stopped;
            }

            if (keyStops && _keys.Reader.Count > 0)
            {
                return PlayEnd.Key;
            }

            _playing = request;
            _core.Commands.Post(() => _core.Playing = request);
        }

        using CancellationTokenRegistration registration = ct.Register(() => End(request, PlayEnd.Stopped));
        return await request.Ended.Task.ConfigureAwait(false);
    }

    /// <summary>Ends the prompt that is playing, if any.</summary>
    public void StopPlaying()
    {
        lock (_lock)
        {
            EndPlaying(PlayEnd.Stopped);
        }
    }

    /// <summary>Enters a room, leaving the one before.</summary>
    public void Join(MixerRoom room, bool muted)
    {
        lock (_lock)
        {
            if (_closing || _room == room)
            {
                return;
            }

            MixerRoom? before = _room;
            _core.Muted = muted;
            _room = _engine.Enter(this, room);
            RoomCore core = _room.Core;
            _core.Commands.Post(() => LegMoves.ToRoom(_core, core));
            if (before is not null)
            {
                _engine.Leave(this, before);
            }
        }
    }

    public void LeaveRoom()
    {
        lock (_lock)
        {
            if (_room is { } room && !_closing)
            {
                _room = null;
                _core.Commands.Post(() => LegMoves.Alone(_core));
                _engine.Leave(this, room);
            }
        }
    }

    public LegStatistics ReadStatistics()
    {
        LegReceiver receiver = _core.Receiver;
        LegPlan? plan = _core.Plan;
        return new LegStatistics(
            receiver.Packets,
            _core.PacketsSent,
            plan?.Buffer.LostPackets ?? 0,
            receiver.Late,
            receiver.Duplicate,
            receiver.Rejected,
            plan?.Playout.ConcealedFrames ?? 0,
            plan?.Buffer.Adjustments ?? 0,
            receiver.JitterTicks * 1000.0 / _core.ClockRate,
            Remote?.RoundTrip?.TotalMilliseconds,
            Remote);
    }

    /// <summary>Ends the media. When it completes nothing more is sent; packets still on the way are ignored.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (!_closing)
            {
                EndPlaying(PlayEnd.Stopped);
                _closing = true;
                _engine.Rtcp.Close(this);
                _core.Commands.Post(() => LegMoves.Close(_core));
                if (_room is { } room)
                {
                    _room = null;
                    _engine.Leave(this, room);
                }
            }
        }

        await _closed.Task.ConfigureAwait(false);
    }

    internal void Attach(LegCore core, IPEndPoint local)
    {
        _core = core;
        LocalRtp = local;
    }

    internal void OnWorkerEvent(in WorkerEvent news)
    {
        switch (news.Kind)
        {
            case WorkerEventKind.KeyPressed:
                OnKey(news.Key);
                break;
            case WorkerEventKind.PlayEnded:
                End(news.Request!, PlayEnd.Completed);
                break;
            case WorkerEventKind.Latched:
                _engine.OnLatched(this);
                break;
            case WorkerEventKind.Closed:
                _engine.OnClosed(this);
                OnEngineStopped();
                break;
            case WorkerEventKind.Drained:
                _engine.OnDrained(this);
                break;
        }
    }

    internal void OnEngineStopped()
    {
        StopPlaying();
        _keys.Writer.TryComplete();
        _closed.TrySetResult();
    }

    /// <summary>Once a second: notes packets, or how long there have been none.</summary>
    internal void CheckMedia(long now)
    {
        lock (_lock)
        {
            long packets = _core.Receiver.Packets;
            if (packets != _packetsSeen || _core.Plan is not { Receive: true })
            {
                _packetsSeen = packets;
                _aliveAt = now;
                return;
            }

            if (_engine.Time.GetElapsedTime(_aliveAt, now) >= _engine.Options.MediaTimeout)
            {
                _mediaLost.TrySetResult();
            }
        }
    }

    private void OnKey(char key)
    {
        lock (_lock)
        {
            _keys.Writer.TryWrite(key);
            if (_playing is { KeyStops: true })
            {
                EndPlaying(PlayEnd.Key);
            }
        }
    }

    private void End(PlayRequest request, PlayEnd end)
    {
        lock (_lock)
        {
            if (_playing == request)
            {
                EndPlaying(end);
            }
        }
    }

    private void EndPlaying(PlayEnd end)
    {
        if (_playing is { } request)
        {
            _playing = null;
            _core.Commands.Post(() => _core.Playing = _core.Playing == request ? null : _core.Playing);
            request.Ended.TrySetResult(end);
        }
    }
}
