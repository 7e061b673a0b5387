using System.Net;
using System.Net.Sockets;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip;

/// <summary>A SIP user agent for many calls at once (RFC 3261) over UDP, TCP and TLS.</summary>
public sealed class SipStack : IAsyncDisposable
{
    private const int MaxPortAttempts = 20;

    private readonly SipContext _context;
    private readonly UserAgentCore _core;
    private bool _started;

    public SipStack(SipStackOptions options, ISipCallAcceptor acceptor, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(acceptor);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        _context = new SipContext(options, time, loggers.CreateLogger<SipStack>());
        _core = new UserAgentCore(_context, acceptor);
    }

    /// <summary>Where we listen; TCP has the same port. Valid after <see cref="StartAsync"/>.</summary>
    public IPEndPoint UdpEndPoint => _context.Transports.Udp.LocalEndPoint;

    /// <summary>Where TLS is listened for, or null.</summary>
    public IPEndPoint? TlsEndPoint => _context.Transports.Tls is { IsListening: true } tls ? new IPEndPoint(UdpEndPoint.Address, tls.Port) : null;

    /// <summary>While true OPTIONS and new INVITEs get 503; running calls go on.</summary>
    public bool Draining
    {
        get => _context.Draining;
        set => _context.Draining = value;
    }

    public SipStackCounters Counters => _context.Counters;

    /// <summary>Calls that the stack still knows, early ones included.</summary>
    public int CallCount => _context.Calls.Count;

    /// <summary>Transactions whose timers still run, both ways.</summary>
    public int TransactionCount => _context.ServerTransactions.Count + _context.ClientTransactions.Count;

    /// <exception cref="SipBindException">The port is taken or the address is not ours.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var transports = Bind();
        _context.Transports = transports;
        _started = true;
        transports.Start();
        _context.Log.Listening(UdpEndPoint, transports.Tcp is null ? "" : " and TCP");
        if (transports.Tls.IsListening)
            _context.Log.ListeningTls(transports.Tls.Port);
        return Task.CompletedTask;
    }

    /// <summary>Places a call. Cancelling sends CANCEL and yields 487.</summary>
    public Task<SipOutboundOutcome> CallAsync(SipOutboundRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Dialogs.OutboundCalling.RunAsync(_context, request, cancellationToken);
    }

    /// <summary>Ends all calls with BYE or 487 and closes the sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_started)
            return;
        _started = false;
        _context.Draining = true;
        foreach (var call in _context.Calls.Values)
            await call.HangUpAsync();
        await _context.Transports.DisposeAsync();
        foreach (var call in _context.Calls.Values)
            call.StopAwaitingAck();
        foreach (var transaction in _context.ServerTransactions.Values)
            transaction.Abandon();
        foreach (var transaction in _context.ClientTransactions.Values)
            transaction.Abandon();
    }

    /// <summary>With port 0 the system picks one for UDP, which may be taken for TCP: then another is tried.</summary>
    private SipTransports Bind()
    {
        var options = _context.Options;
        var addresses = new LocalAddresses(options.BindAddress, options.AnnouncedAddress);
        for (var attempt = 1; ; attempt++)
        {
            UdpTransport? udp = null;
            StreamTransport? tcp = null;
            try
            {
                udp = new UdpTransport(new IPEndPoint(options.BindAddress, options.Port), addresses, _core.OnMessage);
                var port = udp.LocalEndPoint.Port;
                if (options.Tcp)
                    tcp = Connections(SipTransportKind.Tcp, new IPEndPoint(options.BindAddress, port), port, addresses);
                var tlsAt = options.Tls.Certificate is null ? null : new IPEndPoint(options.BindAddress, options.Tls.Port);
                return new SipTransports(udp, tcp, Connections(SipTransportKind.Tls, tlsAt, options.Tls.Port, addresses));
            }
            catch (SocketException e)
            {
                udp?.Dispose();
                tcp?.DisposeAsync().AsTask().Wait();
                var isTls = udp is not null && (tcp is not null || !options.Tcp);
                if (options.Port == 0 && udp is not null && !isTls && attempt < MaxPortAttempts)
                    continue;
                var (which, port) = udp is null ? ("UDP", options.Port) : isTls ? ("TLS", options.Tls.Port) : ("TCP", options.Port);
                throw new SipBindException($"SIP cannot listen on {new IPEndPoint(options.BindAddress, port)} ({which}): {e.Message}", e);
            }
        }
    }

    private StreamTransport Connections(SipTransportKind kind, IPEndPoint? listenAt, int port, LocalAddresses addresses) =>
        new(kind, listenAt, port, addresses, _context.Options, _context.Time, _core.OnMessage);
}
