using System.Globalization;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Sdp;
using OrleansConf.MediaNode.Sip.Transactions;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>
/// One INVITE of ours to one next hop until its final answer (RFC 3261 §13.2): forks, CANCEL, digest challenges, reliable
/// provisional responses (RFC 3262).
/// </summary>
internal sealed class OutboundInvite
{
    /// <summary>Answers of different forks that are dealt with; what comes beyond is let time out at its sender.</summary>
    private const int MaxForks = 16;

    private readonly SipContext _context;
    private readonly SipOutboundRequest _request;
    private readonly SipFlow _flow;
    private readonly DigestClient? _digest;
    private readonly DigestAttempts _attempts = new();
    private readonly string _localTag = SipRandom.Tag();
    private readonly TaskCompletionSource<SipOutboundOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _acks = [];
    private readonly Dictionary<string, EarlyDialog> _early = [];
    private OutgoingRequest _invite;
    private InviteClientTransaction? _transaction;
    private bool _hadResponse;
    private bool _hadProvisional;
    private bool _cancelSent;
    private bool _intervalRaised;

    /// <summary>The status that a CANCEL of ours stands for: 487, or 408 when time was up. 0 while the call is wanted.</summary>
    private int _givenUpAs;

    public OutboundInvite(SipContext context, SipOutboundRequest request, SipFlow flow, DigestClient? digest)
    {
        _context = context;
        _request = request;
        _flow = flow;
        _digest = digest;
        _invite = InitialInvite.Compose(context, request, flow, _localTag);
    }

    /// <param name="failover">When nothing at all comes back within this time, the hop counts as dead; null waits for Timer B.</param>
    /// <param name="timeUp">Ends the attempt with 408.</param>
    /// <param name="cancelled">Ends it with 487.</param>
    public async Task<SipOutboundOutcome> RunAsync(TimeSpan? failover, CancellationToken timeUp, CancellationToken cancelled)
    {
        using var patience = failover is { } limit
            ? _context.Time.CreateTimer(static i => ((OutboundInvite)i!).OnSilence(), this, limit, Timeout.InfiniteTimeSpan)
            : null;
        Send();
        using var onTimeout = timeUp.UnsafeRegister(static i => ((OutboundInvite)i!).GiveUp(408), this);
        using var onCancelled = cancelled.UnsafeRegister(static i => ((OutboundInvite)i!).GiveUp(487), this);
        return await _outcome.Task;
    }

    private static SipOutboundOutcome Failed(int status, bool isUnreachable = false) =>
        new() { Status = status, Phrase = SipPhrases.For(status), IsUnreachable = isUnreachable };

    private void Send()
    {
        _transaction = new InviteClientTransaction(_context, _invite, _flow, OnResponse, OnFailure);
        _transaction.Start();
    }

    /// <summary>Sends the INVITE anew after a challenge or 422.</summary>
    private void SendAgain()
    {
        lock (_gate)
        {
            _hadProvisional = false;
            var authorization = _digest?.Authorize("INVITE", _invite.RequestUri) ?? [];
            var headers = _invite.Headers.Where(static h => h.Header is not (SipHeader.Authorization or SipHeader.ProxyAuthorization));
            _invite = _invite with { Branch = SipRandom.Branch(), CSeq = _invite.CSeq + 1, Headers = [.. headers, .. authorization] };
        }
        Send();
    }

    private void OnSilence()
    {
        lock (_gate)
        {
            if (_hadResponse)
                return;
        }
        GiveUp(503, isUnreachable: true);
    }

    /// <summary>
    /// RFC 3261 §9.1: a CANCEL must wait for the first provisional response. The outcome follows with the 487, or with the 2xx that
    /// crossed it; when the peer never says a word it is Timer B that ends it, so the caller is told at once.
    /// </summary>
    private void GiveUp(int status, bool isUnreachable = false)
    {
        lock (_gate)
        {
            if (_outcome.Task.IsCompleted || _givenUpAs != 0)
                return;
            _givenUpAs = status;
            if (_hadProvisional)
                SendCancel();
        }
        Finish(Failed(status, isUnreachable));
    }

    private void SendCancel()
    {
        if (_cancelSent)
            return;
        _cancelSent = true;
        new NonInviteClientTransaction(_context, _invite.Cancel(_request.CancelReason), _flow, static _ => { }, static _ => { }).Start();
        _transaction?.OnCancelled();
    }

    private void OnFailure(ClientFailure failure) =>
        Finish(Failed(failure == ClientFailure.Timeout ? 408 : 503, isUnreachable: !_hadResponse));

    /// <summary>The call came to nothing; early dialogs go with it.</summary>
    private void Finish(SipOutboundOutcome outcome)
    {
        EarlyDialog[] early;
        lock (_gate)
        {
            early = [.. _early.Values];
            _early.Clear();
        }
        foreach (var dialog in early)
            dialog.Call.TryEnd(new SipCallEnd(SipCallEndReason.RemoteRejected, outcome.Status));
        _outcome.TrySetResult(outcome);
    }

    private void OnResponse(SipResponse response)
    {
        _hadResponse = true;
        if (response.IsProvisional)
            OnProvisional(response);
        else if (response.IsSuccess)
            OnSuccess(response);
        else
            OnRefused(response);
    }

    private void OnProvisional(SipResponse response)
    {
        SessionBody.TryRead(response, out var session);
        lock (_gate)
        {
            _hadProvisional = true;
            if (_givenUpAs != 0)
            {
                SendCancel();
                return;
            }
            if (response.Status > 100 && EarlyOf(response, session) is { } early && !early.TryFollow(response, session))
                return;
        }
        if (response.Status > 100)
            _request.OnProgress?.Invoke(new SipProgress(response.Status, session));
    }

    /// <summary>The early dialog of a response that starts one worth remembering: it is reliable, or brings a session.</summary>
    private EarlyDialog? EarlyOf(SipResponse response, SessionDescription? session)
    {
        if (response.To!.Tag is not { Length: > 0 } tag || _outcome.Task.IsCompleted)
            return null;
        if (_early.TryGetValue(tag, out var known))
            return known;
        if (_early.Count >= MaxForks || (session is null && !EarlyDialog.IsReliable(response)))
            return null;
        var dialog = SipDialog.ForOutbound(_invite, _localTag, response, _request.Target, _flow);
        var early = new EarlyDialog(NewCall(dialog));
        _early[tag] = early;
        // Forks share our tag: requests find the first; the others are told 481 until one of them has answered.
        _context.Calls.TryAdd(_localTag, early.Call);
        return early;
    }

    private SipOutboundCall NewCall(SipDialog dialog) => new(_context, dialog, _request.FromUser)
    {
        LocalSession = _request.Offer,
        Listener = _request.Listener,
        Digest = _digest,
    };

    private void OnRefused(SipResponse response)
    {
        if (_givenUpAs == 0 && (_digest?.TryTake(response, _attempts) is true || TryRaiseInterval(response)))
        {
            SendAgain();
            return;
        }
        Finish(new SipOutboundOutcome
        {
            Status = response.Status,
            Phrase = response.Phrase,
            Contacts = [.. response.Addresses(SipHeader.Contact).Select(static c => c.Uri)],
            RetryAfter = response.Seconds(SipHeader.RetryAfter),
            Reason = response.Text(SipHeader.Reason),
            IsUnreachable = response.Status == 503,
        });
    }

    /// <summary>422: the peer wants refreshes less often (RFC 4028 §7.3).</summary>
    private bool TryRaiseInterval(SipResponse response)
    {
        if (response.Status != 422 || _intervalRaised || response.Seconds(SipHeader.MinSessionExpires) is not { } least)
            return false;
        _intervalRaised = true;
        var seconds = ((int)least.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        lock (_gate)
            _invite = _invite with
            {
                Headers = [.. _invite.Headers.Select(h => h.Header is SipHeader.SessionExpires or SipHeader.MinSessionExpires ? (h.Header, seconds) : h)],
            };
        return true;
    }

    /// <summary>Every 2xx is acknowledged; the first makes the call, those of other forks, or after giving up, get a BYE (§13.2.2.4).</summary>
    private void OnSuccess(SipResponse response)
    {
        var tag = response.To!.Tag ?? "";
        SipOutboundCall call;
        SessionDescription? early;
        lock (_gate)
        {
            if (_acks.TryGetValue(tag, out var again))
            {
                _context.Send(_flow, again);
                return;
            }
            if (_acks.Count >= MaxForks)
                return;
            var isEarly = _early.Remove(tag, out var known);
            call = isEarly ? known!.Call : NewCall(SipDialog.ForOutbound(_invite, _localTag, response, _request.Target, _flow));
            early = known?.Answer;
            lock (call.Gate)
                _acks[tag] = Acknowledge(call, response);
        }
        SessionBody.TryRead(response, out var answer);
        var outcome = new SipOutboundOutcome { Call = call, Answer = answer ?? early, Status = response.Status, Phrase = response.Phrase };
        // Registered before it is handed over, so that a BYE at once finds it; another fork must not take the first one's place.
        if (_outcome.Task.IsCompleted || !TryTakePlace(call) || !_outcome.TrySetResult(outcome))
            _ = call.HangUpAsync();
        else
            Finish(outcome);
    }

    /// <summary>The requests of the peer find calls by our tag: the answered one takes it from early ones.</summary>
    private bool TryTakePlace(SipOutboundCall call)
    {
        lock (_gate)
        {
            if (_context.Calls.TryGetValue(_localTag, out var other) && other != call && other.IsEstablished)
                return false;
            _context.Calls[_localTag] = call;
            return true;
        }
    }

    private byte[] Acknowledge(SipOutboundCall call, SipResponse response)
    {
        call.Establish(response);
        // Without a route set the ACK goes to the Contact, which a proxy that we were told to use may stand before.
        var hop = call.Dialog.NextHop(_context.Transports);
        // An ACK cannot be challenged, so it shows what the INVITE showed (RFC 3261 §22.1).
        var shown = _invite.Headers.Where(static h => h.Header is SipHeader.Authorization or SipHeader.ProxyAuthorization);
        var ack = (call.Dialog.NewRequest(SipMethod.Ack, _invite.CSeq) with { Headers = [.. shown] }).Write(hop);
        _context.Send(hop, ack);
        return ack;
    }
}
