using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>The TCP listener and all connections, ours and theirs; one connection per peer address is reused (RFC 3261 §18).</summary>
internal sealed class TcpTransport : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly SipMessageHandler _handler;
    private readonly LocalAddresses _localAddresses;
    private readonly Func<IPEndPoint, bool> _acceptSource;
    private readonly int _maxConnections;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<IPEndPoint, TcpFlow> _connections = new();
    private Task _accepting = Task.CompletedTask;

    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public TcpTransport(IPEndPoint bind, LocalAddresses localAddresses, SipStackOptions options, TimeProvider time, SipMessageHandler handler)
    {
        _handler = handler;
        _localAddresses = localAddresses;
        _acceptSource = options.AcceptSource;
        _maxConnections = options.MaxTcpConnections;
        _time = time;
        _listener = new Socket(bind.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (bind.Address.Equals(IPAddress.IPv6Any))
                _listener.DualMode = true;
            _listener.Bind(bind);
            _listener.Listen(512);
            Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        }
        catch
        {
            _listener.Dispose();
            throw;
        }
    }

    public int Port { get; }

    public int ConnectionCount => _connections.Count;

    public void Start() => _accepting = Task.Run(AcceptAsync);

    /// <summary>The open connection to that peer, or a new one, which takes messages while it is being set up.</summary>
    public SipFlow FlowTo(IPEndPoint remote)
    {
        while (true)
        {
            if (_connections.TryGetValue(remote, out var open) && !open.Closed.IsCancellationRequested)
                return open;
            var flow = NewFlow(new Socket(remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp), remote);
            if (_connections.TryAdd(remote, flow))
            {
                flow.Connect();
                return flow;
            }
            flow.Close();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        foreach (var connection in _connections.Values)
            connection.Close();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync();
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
        if (_connections.Count >= _maxConnections || !_acceptSource(remote))
        {
            socket.Dispose();
            return;
        }
        var flow = NewFlow(socket, remote);
        _connections[remote] = flow;
        flow.Run();
    }

    private TcpFlow NewFlow(Socket socket, IPEndPoint remote) =>
        new(socket, remote, new IPEndPoint(_localAddresses.For(remote.Address), Port), _time, _handler, Forget);

    private void Forget(TcpFlow flow) => _connections.TryRemove(new KeyValuePair<IPEndPoint, TcpFlow>(flow.Remote, flow));
}
