using System.Net;
using System.Net.Sockets;

namespace OrleansConf.TestKit.Sip;

/// <summary>A UDP socket that parses and keeps every message it receives. Handlers run on the receive loop.</summary>
internal sealed class SipSocket : IAsyncDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<SipMessage> _received = [];
    private readonly IPEndPoint _server;
    private Task _receiving = Task.CompletedTask;

    /// <param name="port">Local UDP port; 0 takes a free one.</param>
    public SipSocket(IPEndPoint server, int port = 0)
    {
        _server = server;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
    }

    public Signal Changed { get; } = new();

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public IReadOnlyList<SipMessage> Received
    {
        get
        {
            lock (_received)
                return [.. _received];
        }
    }

    public void Start(Action<SipMessage> handle) => _receiving = ReceiveAsync(handle);

    public void Send(SipMessage message) => SendRaw(message.ToBytes());

    public void SendRaw(ReadOnlySpan<byte> datagram) => _socket.SendTo(datagram, _server);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _closing.Dispose();
    }

    private async Task ReceiveAsync(Action<SipMessage> handle)
    {
        var buffer = new byte[65536];
        var any = new IPEndPoint(IPAddress.Any, 0);
        while (true)
        {
            try
            {
                SocketReceiveFromResult result = await _socket.ReceiveFromAsync(buffer, any, _closing.Token);
                if (SipMessage.Parse(buffer.AsSpan(0, result.ReceivedBytes)) is not { } message)
                    continue;
                lock (_received)
                    _received.Add(message);
                handle(message);
                Changed.Raise();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // ICMP "port unreachable": the server is down; waits time out and say so.
            }
        }
    }
}
