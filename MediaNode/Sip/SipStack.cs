using System.Net;
using System.Net.Sockets;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip;

/// <summary>A SIP user agent for many calls at once (RFC 3261) over UDP and TCP.</summary>
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
        transports.Udp.Start();
        transports.Tcp?.Start();
        _context.Log.Listening(UdpEndPoint, transports.Tcp is null ? "" : " and TCP");
        return Task.CompletedTask;
    }

    /// <summary>Places a call. Cancelling sends CANCEL and yields 487.</summary>
    public Task<SipOutboundOutcome> CallAsync(SipOutboundRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Dialogs.OutboundInvite.RunAsync(_context, request, cancellationToken);
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
            try
            {
                udp = new UdpTransport(new IPEndPoint(options.BindAddress, options.Port), addresses, _core.OnMessage);
                var tcp = options.Tcp
                    ? new TcpTransport(new IPEndPoint(options.BindAddress, udp.LocalEndPoint.Port), addresses, options, _context.Time, _core.OnMessage)
                    : null;
                return new SipTransports(udp, tcp);
            }
            catch (SocketException e)
            {
                udp?.Dispose();
                if (options.Port == 0 && udp is not null && attempt < MaxPortAttempts)
                    continue;
                var which = udp is null ? "UDP" : "TCP";
                throw new SipBindException($"SIP cannot listen on {options.BindAddress}:{options.Port} ({which}): {e.Message}", e);
            }
        }
    }
}
