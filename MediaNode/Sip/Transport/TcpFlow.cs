using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>One TCP connection: a reader that frames messages, and a writer behind a bounded queue.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source's token is read after the close, and it holds no handle.")]
internal sealed class TcpFlow(
    Socket socket, IPEndPoint remote, IPEndPoint announced, TimeProvider time, SipMessageHandler handler, Action<TcpFlow> onClosed)
    : SipFlow(remote)
{
    /// <summary>A peer that lets this many messages pile up does not read; it is disconnected.</summary>
    private const int MaxQueued = 512;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A message must be complete this long after its first byte, so that half a message holds nothing for long.</summary>
    private static readonly TimeSpan MessageTimeout = TimeSpan.FromSeconds(30);

    private static readonly byte[] Pong = "\r\n"u8.ToArray();

    private readonly Channel<ReadOnlyMemory<byte>> _outgoing = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    private readonly CancellationTokenSource _closed = new();

    public override IPEndPoint Announced { get; } = announced;

    public override string TransportName => "TCP";

    public override bool IsReliable => true;

    public override CancellationToken Closed => _closed.Token;

    public override bool Send(ReadOnlyMemory<byte> message)
    {
        if (_closed.IsCancellationRequested)
            return false;
        if (_outgoing.Writer.TryWrite(message))
            return true;
        Close();
        return false;
    }

    /// <summary>Sets the connection up in the background, then runs it.</summary>
    public void Connect() => _ = Task.Run(async () =>
    {
        try
        {
            using var limit = new CancellationTokenSource(ConnectTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _closed.Token);
            await socket.ConnectAsync(Remote, either.Token);
            Run();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            Close();
        }
    });

    public void Run()
    {
        socket.NoDelay = true;
        _ = Task.Run(ReadAsync);
        _ = Task.Run(WriteAsync);
    }

    public void Close()
    {
        lock (_closed)
        {
            if (_closed.IsCancellationRequested)
                return;
            onClosed(this);
            // The callbacks run elsewhere: the closing thread may hold a call's lock.
            _ = _closed.CancelAsync();
        }
        _outgoing.Writer.TryComplete();
        socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var framer = new SipStreamFramer();
        using var overdue = time.CreateTimer(static flow => ((TcpFlow)flow!).Close(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(framer.Room(), _closed.Token);
                if (received == 0)
                    break;
                framer.Advance(received);
                if (!HandleMessages(framer))
                    break;
                overdue.Change(framer.IsEmpty ? Timeout.InfiniteTimeSpan : MessageTimeout, Timeout.InfiniteTimeSpan);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone; closing it tells those who wait for answers.
        }
        Close();
    }

    private bool HandleMessages(SipStreamFramer framer)
    {
        while (true)
        {
            switch (framer.TryNext(out var message))
            {
                case SipStreamFramer.Result.Message:
                    handler(message, this);
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

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(_closed.Token))
            {
                var rest = message;
                while (!rest.IsEmpty)
                    rest = rest[await socket.SendAsync(rest, _closed.Token)..];
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            Close();
        }
    }
}
