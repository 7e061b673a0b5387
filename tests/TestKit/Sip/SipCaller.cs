using System.Net;
using OrleansConf.TestKit.Audio;

namespace OrleansConf.TestKit.Sip;

/// <summary>
/// A telephone for tests: one call at a time over UDP, with a tone of its own. Small and plain on purpose and without any code
/// of the product. Waits end by event, or by a timeout that says what was awaited.
/// </summary>
public sealed class SipCaller : IAsyncDisposable
{
    private static readonly TimeSpan MaxRetransmitInterval = TimeSpan.FromSeconds(4);   // T2, RFC 3261 §17.1.2.2

    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(1);

    private readonly IPEndPoint _server;
    private readonly SipCallerOptions _options;
    private readonly SipSocket _socket;
    private SipDialog? _dialog;
    private SipMessage? _invite;
    private SipMessage? _ack;
    private SipMessage? _bye;
    private int _sdpVersion;

    public SipCaller(IPEndPoint server, SipCallerOptions? options = null)
    {
        _server = server;
        _options = options ?? new SipCallerOptions();
        _socket = new SipSocket(server);
        Audio = new RtpTone(Name, _options.ToneHz);
        _socket.Start(Handle);
    }

    public RtpTone Audio { get; }

    public string Name => _options.ToneHz is { } tone ? $"{_options.Identity.Number} ({tone} Hz)" : $"{_options.Identity.Number} (silent)";

    /// <summary>Everything received so far, in order, retransmissions included.</summary>
    public IReadOnlyList<SipMessage> Received => _socket.Received;

    /// <summary>The BYE the server sent, once it has.</summary>
    public SipMessage? ReceivedBye => Volatile.Read(ref _bye);

    public bool IsInCall { get; private set; }

    /// <summary>Calls and expects to be answered.</summary>
    public async Task CallAsync(string number, CancellationToken cancellationToken = default)
    {
        SipMessage answer = await InviteAsync(number, cancellationToken);
        if (answer.StatusCode != 200)
            throw new InvalidOperationException($"{Name} called {number} and got {answer.StartLine}");
    }

    /// <summary>Sends INVITE and returns the final answer, acknowledged. After a 200 the audio runs.</summary>
    public async Task<SipMessage> InviteAsync(string number, CancellationToken cancellationToken = default)
    {
        StartInvite(number);
        return await UntilAnsweredAsync(cancellationToken);
    }

    /// <summary>Sends INVITE and comes back at once; <see cref="UntilAnsweredAsync"/> or <see cref="CancelAsync"/> goes on.</summary>
    public void StartInvite(string number)
    {
        string user = number.StartsWith("sip:", StringComparison.Ordinal) ? number : $"sip:{number}@{_server}";
        _dialog = new SipDialog(user, _options.Identity, _socket.Port);
        _invite = _dialog.Request("INVITE", _dialog.NextCSeq()).WithBody("application/sdp", Offer("sendrecv"));
        _ack = null;
        Volatile.Write(ref _bye, null);
        IsInCall = false;
        _socket.Send(_invite);
    }

    /// <summary>Waits for the final answer to <see cref="StartInvite"/>, retransmitting until the first reply of any kind.</summary>
    public async Task<SipMessage> UntilAnsweredAsync(CancellationToken cancellationToken = default)
    {
        SipMessage invite = _invite ?? throw new InvalidOperationException("No INVITE was sent");
        SipMessage answer = await FinalAsync(invite, cancellationToken);
        if (answer.StatusCode is >= 200 and < 300)
            Begin(invite, answer);
        return answer;
    }

    /// <summary>CANCEL of the pending INVITE; returns the INVITE's final answer (487 where all went well).</summary>
    public async Task<SipMessage> CancelAsync(CancellationToken cancellationToken = default)
    {
        SipMessage invite = _invite ?? throw new InvalidOperationException("No INVITE was sent");
        // CANCEL may not be sent before a provisional response (RFC 3261 §9.1).
        await AwaitReplyAsync(invite, 100, cancellationToken);
        SipMessage cancel = _dialog!.Cancel(invite);
        _socket.Send(cancel);
        await FinalAsync(cancel, cancellationToken);
        return await UntilAnsweredAsync(cancellationToken);
    }

    /// <summary>BYE, and its answer.</summary>
    public async Task<SipMessage> HangUpAsync(CancellationToken cancellationToken = default)
    {
        IsInCall = false;
        Audio.IsSending = false;
        return await RequestAsync("BYE", null, null, cancellationToken);
    }

    /// <summary>Waits for the server's BYE, which has then been answered with 200.</summary>
    public async Task<SipMessage> UntilByeAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        await _socket.Changed.UntilAsync(
            () => ReceivedBye is not null, timeout, () => $"a BYE to {Name}; received: {Log()}", cancellationToken);
        return ReceivedBye!;
    }

    /// <summary>Re-INVITE with another direction: <c>sendonly</c> or <c>inactive</c> holds, <c>sendrecv</c> resumes.</summary>
    public async Task<SipMessage> ReinviteAsync(string direction, CancellationToken cancellationToken = default)
    {
        Audio.IsSending = direction is "sendrecv" or "sendonly";
        SipMessage invite = _dialog!.Request("INVITE", _dialog.NextCSeq()).WithBody("application/sdp", Offer(direction));
        _invite = invite;
        _socket.Send(invite);
        SipMessage answer = await FinalAsync(invite, cancellationToken);
        if (answer.StatusCode is >= 200 and < 300)
            Begin(invite, answer);
        return answer;
    }

    /// <summary>Types keys by SIP INFO with <c>application/dtmf-relay</c>, each answered before the next.</summary>
    public async Task PressByInfoAsync(string keys, CancellationToken cancellationToken = default)
    {
        foreach (char key in keys)
        {
            SipMessage answer = await RequestAsync(
                "INFO", "application/dtmf-relay", $"Signal={key}\r\nDuration=160\r\n", cancellationToken);
            if (answer.StatusCode != 200)
                throw new InvalidOperationException($"INFO with key {key} was answered {answer.StartLine}");
        }
    }

    /// <summary>Any request within the dialog; returns its final answer.</summary>
    public Task<SipMessage> RequestAsync(
        string method, string? contentType, string? body, CancellationToken cancellationToken = default)
    {
        SipDialog dialog = _dialog ?? throw new InvalidOperationException($"{Name} is in no call");
        SipMessage request = dialog.Request(method, dialog.NextCSeq());
        if (contentType is not null)
            request.WithBody(contentType, body ?? "");
        _socket.Send(request);
        return FinalAsync(request, cancellationToken);
    }

    /// <summary>OPTIONS outside any call: the server's health.</summary>
    public Task<SipMessage> OptionsAsync(CancellationToken cancellationToken = default)
    {
        var dialog = new SipDialog($"sip:{_server}", _options.Identity, _socket.Port);
        SipMessage request = dialog.Request("OPTIONS", dialog.NextCSeq());
        _socket.Send(request);
        return FinalAsync(request, cancellationToken);
    }

    /// <summary>Sends the last request of the call once more as it was: what a network does that repeats datagrams.</summary>
    public void RepeatInvite() => _socket.Send(_invite!);

    /// <summary>Sends any bytes to the server from this caller's SIP port.</summary>
    public void SendRaw(ReadOnlySpan<byte> datagram) => _socket.SendRaw(datagram);

    /// <summary>Waits until <paramref name="condition"/> holds for what was received.</summary>
    public Task UntilReceivedAsync(
        Func<IReadOnlyList<SipMessage>, bool> condition, string awaited, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _socket.Changed.UntilAsync(() => condition(Received), timeout, () => $"{awaited}; {Name} received: {Log()}", cancellationToken);

    /// <summary>Hangs up if still in a call: a test that fails leaves no caller in the room for the next.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsInCall && ReceivedBye is null)
        {
            SipMessage bye = _dialog!.Request("BYE", _dialog.NextCSeq());
            _socket.Send(bye);
            await _socket.Changed.TryUntilAsync(() => Final(bye) is not null, LeaveTimeout);
        }

        await Audio.DisposeAsync();
        await _socket.DisposeAsync();
    }

    private void Begin(SipMessage invite, SipMessage answer)
    {
        _dialog!.Establish(answer);
        _ack = _dialog.Request("ACK", invite.CSeq);
        if (_options.SendsAck)
            _socket.Send(_ack);
        SdpAudio media = SdpAudio.Parse(answer.Body);
        if (media.Laws.Count != 1 && media.Laws.Count != _options.Laws.Count)
            throw new FormatException($"The answer to {Name} names no usable law: {answer.Body}");
        Audio.Start(media.EndPoint, media.Laws[0], media.EventPayloadType ?? RtpTone.EventPayloadType);
        IsInCall = true;
    }

    private async Task<SipMessage> FinalAsync(SipMessage request, CancellationToken cancellationToken)
    {
        bool isInvite = request.Method == "INVITE";
        await AwaitReplyAsync(request, isInvite ? 100 : 200, cancellationToken);
        await _socket.Changed.UntilAsync(
            () => Final(request) is not null, _options.AnswerTimeout,
            () => $"a final answer to {request.StartLine}; {Name} received: {Log()}", cancellationToken);
        return Final(request)!;
    }

    /// <summary>Timers A and E of RFC 3261 §17.1: repeats the request until a reply of at least <paramref name="status"/> came.</summary>
    private async Task AwaitReplyAsync(SipMessage request, int status, CancellationToken cancellationToken)
    {
        TimeSpan interval = _options.RetransmitAfter;
        long start = TimeProvider.System.GetTimestamp();
        while (!await _socket.Changed.TryUntilAsync(() => Replies(request).Any(r => r.StatusCode >= status), interval, cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(start) > _options.AnswerTimeout)
                throw new TimeoutException($"Waited {_options.AnswerTimeout.TotalSeconds} s for any answer to {request.StartLine} from {_server}");
            _socket.Send(request);
            interval = interval * 2 < MaxRetransmitInterval ? interval * 2 : MaxRetransmitInterval;
        }
    }

    private SipMessage? Final(SipMessage request) => Replies(request).FirstOrDefault(r => r.StatusCode >= 200);

    private IEnumerable<SipMessage> Replies(SipMessage request) =>
        Received.Where(m => !m.IsRequest && m.Branch == request.Branch && m.Method == request.Method);

    private void Handle(SipMessage message)
    {
        if (message.IsRequest)
            Serve(message);
        else if (message is { Method: "INVITE", StatusCode: >= 300 } && _invite is { } invite && message.Branch == invite.Branch)
            _socket.Send(_dialog!.FailureAck(invite, message));
        else if (message is { Method: "INVITE", StatusCode: >= 200 } && _ack is { } ack && message.CSeq == ack.CSeq && _options.SendsAck)
            _socket.Send(ack);      // a repeated 200 means that the ACK was lost (RFC 3261 §13.2.2.4)
    }

    private void Serve(SipMessage request)
    {
        switch (request.Method)
        {
            case "ACK":
                return;
            case "BYE" when request["Call-ID"] == _dialog?.CallId:
                IsInCall = false;
                Audio.IsSending = false;
                _socket.Send(SipDialog.Reply(request, 200, "OK"));
                Volatile.Write(ref _bye, request);
                return;
            case "BYE":
                _socket.Send(SipDialog.Reply(request, 481, "Call/Transaction Does Not Exist"));
                return;
            case "INVITE" when request["Call-ID"] == _dialog?.CallId:
                _socket.Send(SipDialog.Reply(request, 200, "OK", _dialog.Contact).WithBody("application/sdp", Offer("sendrecv")));
                return;
            case "INVITE":
                _socket.Send(SipDialog.Reply(request, 486, "Busy Here"));
                return;
            default:
                _socket.Send(SipDialog.Reply(request, 200, "OK"));
                return;
        }
    }

    private string Offer(string direction) => new SdpAudio
    {
        EndPoint = Audio.LocalEndPoint,
        Laws = _options.Laws,
        EventPayloadType = _options.OffersEvents ? RtpTone.EventPayloadType : null,
        Direction = direction,
    }.ToSdp(++_sdpVersion);

    private string Log() => string.Join(" | ", Received.Select(m => m.StartLine));
}
