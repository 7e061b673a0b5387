using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>
/// The connections of TCP or TLS, ours and theirs, and the listener if there is one. One connection per peer address is reused
/// (RFC 3261 §18), also for the address that a peer names as its alias (RFC 5923).
/// </summary>
internal sealed class StreamTransport : IAsyncDisposable
{
    private readonly Socket? _listener;
    private readonly LocalAddresses _localAddresses;
    private readonly Func<IPEndPoint, bool> _acceptSource;
    private readonly int _maxConnections;
    private readonly SipTlsOptions _tls;
    private readonly TlsHandshake? _handshake;
    private readonly ConcurrentDictionary<IPEndPoint, StreamFlow> _connections = new();
    private Task _accepting = Task.CompletedTask;
    private int _handshakes;
    private int _count;

    /// <param name="kind">TCP or TLS.</param>
    /// <param name="listenAt">Null: only connections of our own.</param>
    /// <param name="announcedPort">Port told to peers when nothing is listened at.</param>
    /// <param name="localAddresses">For Via and Contact.</param>
    /// <param name="options">Limits, and who may connect.</param>
    /// <param name="time">For timeouts.</param>
    /// <param name="handler">Takes the messages.</param>
    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public StreamTransport(
        SipTransportKind kind, IPEndPoint? listenAt, int announcedPort, LocalAddresses localAddresses, SipStackOptions options, TimeProvider time,
        SipMessageHandler handler)
    {
        Kind = kind;
        Time = time;
        Handler = handler;
        _localAddresses = localAddresses;
        _acceptSource = options.AcceptSource;
        _maxConnections = options.MaxTcpConnections;
        _tls = options.Tls;
        _handshake = kind == SipTransportKind.Tls ? new TlsHandshake(options.Tls) : null;
        Port = announcedPort;
        if (listenAt is null)
            return;
        _listener = Listen(listenAt);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
    }

    public SipTransportKind Kind { get; }

    public TimeProvider Time { get; }

    public SipMessageHandler Handler { get; }

    public int Port { get; }

    public bool IsListening => _listener is not null;

    /// <summary>Open connections, handshakes among them.</summary>
    public int ConnectionCount => Volatile.Read(ref _count);

    public void Start()
    {
        if (_listener is not null)
            _accepting = Task.Run(() => AcceptAsync(_listener));
    }

    /// <summary>The open connection to that peer, or a new one, which takes messages while it is being set up.</summary>
    /// <param name="remote">Address and port.</param>
    /// <param name="serverName">The name that a TLS peer must prove; null: its address.</param>
    public SipFlow FlowTo(IPEndPoint remote, string? serverName)
    {
        while (true)
        {
            if (_connections.TryGetValue(remote, out var open) && !open.Closed.IsCancellationRequested)
                return open;
            var flow = NewFlow(new Socket(remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp), remote);
            if (_connections.TryAdd(remote, flow))
            {
                flow.Connect(serverName ?? remote.Address.ToString());
                return flow;
            }
            flow.Close();
        }
    }

    /// <summary>One alias per connection, and none that leads elsewhere already.</summary>
    public void AddAlias(StreamFlow flow, IPEndPoint alias)
    {
        if (flow.Alias is null && !alias.Equals(flow.Remote) && _connections.TryAdd(alias, flow))
            flow.Alias = alias;
    }

    public void Forget(StreamFlow flow)
    {
        Interlocked.Decrement(ref _count);
        _connections.TryRemove(new KeyValuePair<IPEndPoint, StreamFlow>(flow.Remote, flow));
        if (flow.Alias is { } alias)
            _connections.TryRemove(new KeyValuePair<IPEndPoint, StreamFlow>(alias, flow));
    }

    public async Task<Stream> SecureAsServerAsync(Stream plain, CancellationToken cancellationToken)
    {
        if (_handshake is null)
            return plain;
        try
        {
            if (Interlocked.Increment(ref _handshakes) > _tls.MaxHandshakes)
                throw new IOException("Too many TLS handshakes at once.");
            return await WithLimitAsync(limited => _handshake.AsServerAsync(plain, limited), cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _handshakes);
        }
    }

    public Task<Stream> SecureAsClientAsync(Stream plain, string serverName, CancellationToken cancellationToken) =>
        _handshake is null
            ? Task.FromResult(plain)
            : WithLimitAsync(limited => _handshake.AsClientAsync(plain, serverName, limited), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _listener?.Dispose();
        await _accepting;
        foreach (var connection in _connections.Values)
            connection.Close();
    }

    private static Socket Listen(IPEndPoint at)
    {
        var listener = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (at.Address.Equals(IPAddress.IPv6Any))
                listener.DualMode = true;
            listener.Bind(at);
            listener.Listen(512);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    private async Task<Stream> WithLimitAsync(Func<CancellationToken, Task<Stream>> handshake, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_tls.HandshakeTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        return await handshake(either.Token);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync();
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException)
            {
                // The peer was gone before we took it, or descriptors ran out; the next may succeed.
                await Task.Yield();
                continue;
            }
            Admit(socket);
        }
    }

    private void Admit(Socket socket)
    {
        if (socket.RemoteEndPoint is not IPEndPoint remote)
        {
            socket.Dispose();
            return;
        }
        if (remote.Address.IsIPv4MappedToIPv6)
            remote = new IPEndPoint(remote.Address.MapToIPv4(), remote.Port);
        if (ConnectionCount >= _maxConnections || !_acceptSource(remote))
        {
            socket.Dispose();
            return;
        }
        var flow = NewFlow(socket, remote);
        _connections[remote] = flow;
        flow.Run();
    }

    private StreamFlow NewFlow(Socket socket, IPEndPoint remote)
    {
        Interlocked.Increment(ref _count);
        return new StreamFlow(this, socket, remote, new IPEndPoint(_localAddresses.For(remote.Address), Port));
    }
}
