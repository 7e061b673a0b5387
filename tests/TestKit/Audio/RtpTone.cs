using System.Net;
using System.Net.Sockets;

namespace OrleansConf.TestKit.Audio;

/// <summary>
/// A party on an RTP stream: sends a tone of its own (or silence) every 20 ms by an absolute clock, types keys, and hears.
/// One UDP socket on a free loopback port.
/// </summary>
public sealed class RtpTone : IAsyncDisposable
{
    public const byte EventPayloadType = 101;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    /// <summary>A late clock catches up at most this much, then goes on from now: a stalled machine must not send a flood.</summary>
    private static readonly TimeSpan MaxCatchUp = TimeSpan.FromMilliseconds(200);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _closing = new();
    private readonly ToneSender _sender = new();
    private readonly Task _receiving;
    private IPEndPoint? _remote;
    private TimeSpan _nextFrame;
    private G711Law _law;
    private byte _eventPayloadType = EventPayloadType;
    private int _sent;

    public RtpTone(string name, int? toneHz)
    {
        ToneHz = toneHz;
        Heard = new ToneListener(name);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _receiving = ReceiveAsync();
    }

    /// <summary>Frequency sent from the next packet on; null sends silence.</summary>
    public int? ToneHz { get; set; }

    /// <summary>False stops the packets altogether: the line is dead, not silent.</summary>
    public bool IsSending { get; set; } = true;

    public int PacketsSent => Volatile.Read(ref _sent);

    public uint Ssrc => _sender.Ssrc;

    public ToneListener Heard { get; }

    public IPEndPoint LocalEndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public IPEndPoint? Remote => _remote;

    /// <summary>Starts sending to <paramref name="remote"/>, or goes on there after the first time.</summary>
    public void Start(IPEndPoint remote, G711Law law, byte eventPayloadType = EventPayloadType)
    {
        bool first = _remote is null;
        _law = law;
        _eventPayloadType = eventPayloadType;
        _remote = remote;
        if (!first)
            return;
        // Spread over the 20 ms, or sixty callers would burst.
        _nextFrame = PacketClock.Now + TimeSpan.FromMilliseconds(LocalEndPoint.Port % 20);
        PacketClock.Subscribe(OnClock);
    }

    /// <summary>Types keys by RFC 4733; <c>p</c> pauses 500 ms. Ends when the last key and its gap are over.</summary>
    public Task PressAsync(string keys, DtmfTiming? timing = null, CancellationToken cancellationToken = default) =>
        _sender.PressAsync(keys, timing ?? new DtmfTiming()).WaitAsync(cancellationToken);

    /// <summary>Sends any bytes from this stream's own port.</summary>
    public void SendRaw(ReadOnlySpan<byte> datagram, IPEndPoint? to = null) => _socket.SendTo(datagram, to ?? _remote!);

    /// <inheritdoc cref="ToneListener.UntilHearsAsync"/>
    public Task UntilHearsAsync(
        IReadOnlyCollection<int> frequenciesHz, TimeSpan timeout, IReadOnlyCollection<int>? without = null,
        CancellationToken cancellationToken = default) =>
        Heard.UntilHearsAsync(frequenciesHz, timeout, without, cancellationToken);

    /// <inheritdoc cref="ToneListener.UntilSilentAsync"/>
    public Task UntilSilentAsync(
        IReadOnlyCollection<int> frequenciesHz, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        Heard.UntilSilentAsync(frequenciesHz, timeout, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        PacketClock.Unsubscribe(OnClock);
        await _closing.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _closing.Dispose();
    }

    private void OnClock(TimeSpan now)
    {
        if (now - _nextFrame > MaxCatchUp)
            _nextFrame = now;
        if (_nextFrame <= now)
            Heard.OnFrameTime();
        while (_nextFrame <= now && !_closing.IsCancellationRequested)
        {
            _nextFrame += Frame;
            ReadOnlyMemory<byte> packet = _sender.NextPacket(ToneHz, _law, _eventPayloadType);
            if (!IsSending || _remote is not { } remote)
                continue;
            try
            {
                _socket.SendTo(packet.Span, remote);
                Interlocked.Increment(ref _sent);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The other side has closed its port, or the caller is going away: what a phone would not notice either.
            }
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[2048];
        var from = new SocketAddress(AddressFamily.InterNetwork);
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                int length = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, from, _closing.Token);
                Heard.Receive(buffer.AsSpan(0, length), _law, _eventPayloadType);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // ICMP "port unreachable" of an earlier send surfaces here; the stream goes on.
            }
        }
    }
}
