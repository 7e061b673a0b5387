using System.Net;
using Microsoft.Extensions.Logging;
using OrleansConf.MediaNode.Sip;
using OrleansConf.MediaNode.Sip.Sdp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip;

/// <summary>A stack on a free loopback port whose acceptor is the test's. Collects what the stack logs as errors.</summary>
internal sealed class SipTestBed : IAsyncDisposable, ISipCallAcceptor, ILoggerFactory, ILogger
{
    public static readonly AudioCapabilities Capabilities = new() { Codecs = [RtpFormat.Pcma, RtpFormat.Pcmu] };

    private readonly Func<SipInboundCall, Task> _onCall;
    private readonly System.Threading.Channels.Channel<SipInboundCall> _calls = System.Threading.Channels.Channel.CreateUnbounded<SipInboundCall>();
    private readonly List<string> _errors = [];

    private SipTestBed(Func<SipInboundCall, Task> onCall, SipStackOptions options, TimeProvider time)
    {
        _onCall = onCall;
        Stack = new SipStack(options, this, time, this);
    }

    public SipStack Stack { get; }

    public IPEndPoint EndPoint => Stack.UdpEndPoint;

    /// <summary>Errors logged; a test that expects none asserts that it is empty.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public static async Task<SipTestBed> StartAsync(
        Func<SipInboundCall, Task>? onCall = null, Action<SipStackOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new SipStackOptions { BindAddress = IPAddress.Loopback, Port = 0 };
        configure?.Invoke(options);
        var bed = new SipTestBed(onCall ?? Answer, options, time ?? TimeProvider.System);
        await bed.Stack.StartAsync(TestContext.Current.CancellationToken);
        return bed;
    }

    /// <summary>Answers with our preference, or with an offer when there was none.</summary>
    public static Task Answer(SipInboundCall call) => call.AnswerAsync(SessionFor(call.Offer));

    public static SessionDescription SessionFor(SessionDescription? offer)
    {
        var rtp = new IPEndPoint(IPAddress.Loopback, 40000);
        if (offer is null)
            return AudioOffer.Create(Capabilities, rtp, SdpSessionId.Create());
        return AudioAnswer.TryAnswer(offer, Capabilities, rtp, SdpSessionId.Create(), out var answer, out _)
            ? answer
            : throw new InvalidOperationException("no common codec");
    }

    /// <summary>The next call that reached the acceptor.</summary>
    public async Task<SipInboundCall> NextCallAsync() =>
        await _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    public async Task OnCallAsync(SipInboundCall call)
    {
        await _onCall(call);
        _calls.Writer.TryWrite(call);
    }

    public ValueTask DisposeAsync() => Stack.DisposeAsync();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            lock (_errors)
                _errors.Add(formatter(state, exception) + " " + exception);
        }
    }

    public void Dispose()
    {
    }
}
