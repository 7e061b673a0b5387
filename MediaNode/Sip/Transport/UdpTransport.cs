using System.Net;
using System.Net.Sockets;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>One UDP socket and the thread that reads it. Messages are handled on that thread, so nothing can queue up behind it.</summary>
internal sealed class UdpTransport : IDisposable
{
    private const int SocketBufferBytes = 4 * 1024 * 1024;

    /// <summary>Flows remembered so that a steady peer costs no allocation; starts afresh when it is full.</summary>
    private const int MaxRememberedFlows = 4096;

    private readonly Socket _socket;
    private readonly SipMessageHandler _handler;
    private readonly LocalAddresses _localAddresses;
    private readonly Dictionary<SocketAddress, UdpFlow> _flows = [];
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public UdpTransport(IPEndPoint bind, LocalAddresses localAddresses, SipMessageHandler handler)
    {
        _handler = handler;
        _localAddresses = localAddresses;
        _socket = new Socket(bind.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (bind.Address.Equals(IPAddress.IPv6Any))
                _socket.DualMode = true;
            _socket.ReceiveBufferSize = SocketBufferBytes;
            _socket.SendBufferSize = SocketBufferBytes;
            _socket.Bind(bind);
            LocalEndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
        _thread = new Thread(Receive) { IsBackground = true, Name = "SIP UDP" };
    }

    public IPEndPoint LocalEndPoint { get; }

    public void Start() => _thread.Start();

    public SipFlow FlowTo(IPEndPoint remote) => new UdpFlow(this, remote);

    public void Dispose()
    {
        _stopping = true;
        _socket.Dispose();
        if (_thread.IsAlive && Thread.CurrentThread != _thread)
            _thread.Join();
    }

    private void Receive()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(Messages.SipParser.MaxMessageBytes + 1, pinned: true);
        var source = new SocketAddress(_socket.AddressFamily);
        while (!_stopping)
        {
            int length;
            try
            {
                length = _socket.ReceiveFrom(buffer, SocketFlags.None, source);
            }
            catch (SocketException)
            {
                // An ICMP error of an earlier send, or the end; the loop's condition tells which.
                continue;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            // RFC 5626 keep-alives and the like are no messages.
            if (length > 4)
                _handler(buffer.AsSpan(0, length), FlowFrom(source));
        }
    }

    private UdpFlow FlowFrom(SocketAddress source)
    {
        if (_flows.TryGetValue(source, out var flow))
            return flow;
        var remote = (IPEndPoint)new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0).Create(source);
        if (remote.Address.IsIPv4MappedToIPv6)
            remote = new IPEndPoint(remote.Address.MapToIPv4(), remote.Port);
        flow = new UdpFlow(this, remote);
        if (_flows.Count >= MaxRememberedFlows)
            _flows.Clear();
        var key = new SocketAddress(source.Family, source.Size);
        source.Buffer.Span[..source.Size].CopyTo(key.Buffer.Span);
        _flows[key] = flow;
        return flow;
    }

    private sealed class UdpFlow : SipFlow
    {
        private readonly UdpTransport _transport;
        private readonly SocketAddress _address;

        public UdpFlow(UdpTransport transport, IPEndPoint remote) : base(remote, SipTransportKind.Udp)
        {
            _transport = transport;
            var isMapped = transport._socket.AddressFamily == AddressFamily.InterNetworkV6 && remote.AddressFamily == AddressFamily.InterNetwork;
            _address = (isMapped ? new IPEndPoint(remote.Address.MapToIPv6(), remote.Port) : remote).Serialize();
        }

        public override IPEndPoint Announced => new(_transport._localAddresses.For(Remote.Address), _transport.LocalEndPoint.Port);

        public override bool Send(ReadOnlyMemory<byte> message)
        {
            try
            {
                _transport._socket.SendTo(message.Span, SocketFlags.None, _address);
                return true;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // To the transaction this is a lost datagram; its timers deal with that.
                return false;
            }
        }
    }
}
