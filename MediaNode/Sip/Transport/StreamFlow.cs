using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Channels;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>One TCP or TLS connection: a reader that frames messages, and a writer behind a bounded queue.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source's token is read after the close, and it holds no handle.")]
internal sealed class StreamFlow(StreamTransport transport, Socket socket, IPEndPoint remote, IPEndPoint announced)
    : SipFlow(remote, transport.Kind)
{
    /// <summary>A peer that lets this many messages pile up does not read; it is disconnected.</summary>
    private const int MaxQueued = 512;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A message must be complete this long after its first byte, so that half a message holds nothing for long.</summary>
    private static readonly TimeSpan MessageTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Within the 95 to 120 s of RFC 5626 §4.4.1, on connections that we opened.</summary>
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(100);

    private static readonly byte[] Pong = "\r\n"u8.ToArray();
    private static readonly byte[] Ping = "\r\n\r\n"u8.ToArray();

    private readonly Channel<ReadOnlyMemory<byte>> _outgoing = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    private readonly CancellationTokenSource _closed = new();

    public override IPEndPoint Announced { get; } = announced;

    public override CancellationToken Closed => _closed.Token;

    /// <summary>A second address that leads to this connection, or null.</summary>
    public IPEndPoint? Alias { get; set; }

    public override bool Send(ReadOnlyMemory<byte> message)
    {
        if (_closed.IsCancellationRequested)
            return false;
        if (_outgoing.Writer.TryWrite(message))
            return true;
        Close();
        return false;
    }

    public override void AddAlias(int port) => transport.AddAlias(this, new IPEndPoint(Remote.Address, port));

    /// <summary>Sets a connection of ours up in the background, then runs it.</summary>
    public void Connect(string serverName) => _ = Task.Run(() => RunAsync(async cancellationToken =>
    {
        using var limit = new CancellationTokenSource(ConnectTimeout, transport.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await socket.ConnectAsync(Remote, either.Token);
        return await transport.SecureAsClientAsync(new NetworkStream(socket, ownsSocket: true), serverName, either.Token);
    }, keepAlive: true));

    /// <summary>Runs a connection that a peer opened.</summary>
    public void Run() => _ = Task.Run(() => RunAsync(
        cancellationToken => transport.SecureAsServerAsync(new NetworkStream(socket, ownsSocket: true), cancellationToken), keepAlive: false));

    public void Close()
    {
        lock (_closed)
        {
            if (_closed.IsCancellationRequested)
                return;
            transport.Forget(this);
            // The callbacks run elsewhere: the closing thread may hold a call's lock.
            _ = _closed.CancelAsync();
        }
        _outgoing.Writer.TryComplete();
        socket.Dispose();
    }

    private static bool IsEndOfConnection(Exception e) =>
        e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException;

    private async Task RunAsync(Func<CancellationToken, Task<Stream>> open, bool keepAlive)
    {
        try
        {
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await using var stream = await open(_closed.Token);
            using var pings = keepAlive
                ? transport.Time.CreateTimer(static flow => ((StreamFlow)flow!).Send(Ping), this, KeepAliveInterval, KeepAliveInterval)
                : null;
            var writing = Task.Run(() => WriteAsync(stream));
            await ReadAsync(stream);
            Close();
            await writing;
        }
        catch (Exception e) when (IsEndOfConnection(e))
        {
            // The connection is gone, or never came to be; closing it tells those who wait for answers.
        }
        Close();
    }

    private async Task ReadAsync(Stream stream)
    {
        var framer = new SipStreamFramer();
        using var overdue = transport.Time.CreateTimer(
            static flow => ((StreamFlow)flow!).Close(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                var received = await stream.ReadAsync(framer.Room(), _closed.Token);
                if (received == 0)
                    break;
                framer.Advance(received);
                if (!HandleMessages(framer))
                    break;
                overdue.Change(framer.IsEmpty ? Timeout.InfiniteTimeSpan : MessageTimeout, Timeout.InfiniteTimeSpan);
            }
        }
        catch (Exception e) when (IsEndOfConnection(e))
        {
            // As the end of the stream.
        }
    }

    private bool HandleMessages(SipStreamFramer framer)
    {
        while (true)
        {
            switch (framer.TryNext(out var message))
            {
                case SipStreamFramer.Result.Message:
                    transport.Handler(message, this);
                    break;
                case SipStreamFramer.Result.Ping:
                    Send(Pong);
                    break;
                case SipStreamFramer.Result.NeedMore:
                    return true;
                default:
                    return false;
            }
        }
    }

    private async Task WriteAsync(Stream stream)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(_closed.Token))
                await stream.WriteAsync(message, _closed.Token);
        }
        catch (Exception e) when (IsEndOfConnection(e))
        {
            Close();
        }
    }
}
