using System.Net;
using System.Net.Sockets;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transactions;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>One call of ours from INVITE to its final answer (RFC 3261 §13.2), with forks, CANCEL and one digest challenge.</summary>
internal sealed class OutboundInvite
{
    private readonly SipContext _context;
    private readonly SipOutboundRequest _request;
    private readonly SipFlow _flow;
    private readonly string _localTag = SipRandom.Tag();
    private readonly TaskCompletionSource<SipOutboundOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _acks = [];
    private OutgoingRequest _invite;
    private InviteClientTransaction? _transaction;
    private int _attempts;
    private bool _hadProvisional;
    private bool _cancelSent;

    /// <summary>The status that a CANCEL of ours stands for: 487, or 408 when time was up. 0 while the call is wanted.</summary>
    private int _givenUpAs;

    private OutboundInvite(SipContext context, SipOutboundRequest request, SipFlow flow)
    {
        _context = context;
        _request = request;
        _flow = flow;
        var host = request.FromHost ?? flow.Announced.Address.ToString();
        var name = request.FromDisplayName is { } displayName ? SipText.Quote(displayName) + " " : "";
        _invite = new OutgoingRequest
        {
            Method = SipMethod.Invite,
            RequestUri = request.Target.Text,
            From = $"{name}<{SipUri.Create(request.FromUser, host)}>;tag={_localTag}",
            To = $"<{request.Target}>",
            CallId = SipRandom.CallId(),
            CSeq = SipRandom.CSeq(),
            ContactUser = request.FromUser,
            ContentType = SessionBody.MediaType,
            Body = request.Offer.ToBytes(),
            UserAgent = context.Options.UserAgent,
        };
    }

    public static async Task<SipOutboundOutcome> RunAsync(SipContext context, SipOutboundRequest request, CancellationToken cancellationToken)
    {
        if (await NextHopAsync(request, cancellationToken) is not { } remote)
            return new SipOutboundOutcome { Status = 503, Phrase = "Cannot resolve " + request.Target.Host };
        var kind = SipTransportKinds.Of(request.Target);
        var invite = new OutboundInvite(context, request, context.Transports.FlowTo(remote, kind, request.Target.Host));
        using var timeout = new CancellationTokenSource(request.Timeout, context.Time);
        invite.Send();
        using var onTimeout = timeout.Token.UnsafeRegister(static i => ((OutboundInvite)i!).GiveUp(408), invite);
        using var onCancelled = cancellationToken.UnsafeRegister(static i => ((OutboundInvite)i!).GiveUp(487), invite);
        return await invite._outcome.Task;
    }

    private static async Task<IPEndPoint?> NextHopAsync(SipOutboundRequest request, CancellationToken cancellationToken)
    {
        if (request.Proxy is { } proxy)
            return proxy;
        var port = request.Target.Port ?? SipTransportKinds.Of(request.Target).PortOf();
        if (IPAddress.TryParse(request.Target.Host, out var address))
            return new IPEndPoint(address, port);
        try
        {
            var found = await Dns.GetHostAddressesAsync(request.Target.Host, cancellationToken);
            return found.Length == 0 ? null : new IPEndPoint(found[0], port);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private void Send()
    {
        _attempts++;
        _transaction = new InviteClientTransaction(_context, _invite, _flow, OnResponse, OnFailure);
        _transaction.Start();
    }

    /// <summary>
    /// RFC 3261 §9.1: a CANCEL must wait for the first provisional response. The outcome follows with the 487, or with the 2xx that
    /// crossed it; when the peer never says a word it is Timer B that ends it, so the caller is told at once.
    /// </summary>
    private void GiveUp(int status)
    {
        lock (_gate)
        {
            if (_outcome.Task.IsCompleted || _givenUpAs != 0)
                return;
            _givenUpAs = status;
            if (_hadProvisional)
                SendCancel();
        }
        _outcome.TrySetResult(new SipOutboundOutcome { Status = status, Phrase = SipPhrases.For(status) });
    }

    private void SendCancel()
    {
        if (_cancelSent)
            return;
        _cancelSent = true;
        new NonInviteClientTransaction(_context, _invite.Cancel(null), _flow, static _ => { }, static _ => { }).Start();
        _transaction?.OnCancelled();
    }

    private void OnFailure(ClientFailure failure)
    {
        var status = failure == ClientFailure.Timeout ? 408 : 503;
        _outcome.TrySetResult(new SipOutboundOutcome { Status = status, Phrase = SipPhrases.For(status) });
    }

    private void OnResponse(SipResponse response)
    {
        if (response.IsProvisional)
            OnProvisional(response);
        else if (response.IsSuccess)
            OnSuccess(response);
        else
            OnRefused(response);
    }

    private void OnProvisional(SipResponse response)
    {
        lock (_gate)
        {
            _hadProvisional = true;
            if (_givenUpAs != 0)
            {
                SendCancel();
                return;
            }
        }
        if (response.Status > 100 && _request.OnProgress is { } onProgress)
            onProgress(new SipProgress(response.Status, SessionBody.TryRead(response, out var session) ? session : null));
    }

    private void OnRefused(SipResponse response)
    {
        if (response.Status is 401 or 407 && _givenUpAs == 0 && _attempts == 1 && _request.Credentials is { } credentials
            && DigestChallenge.TryAnswer(response, "INVITE", _invite.RequestUri, credentials) is { } authorization)
        {
            lock (_gate)
            {
                _hadProvisional = false;
                _invite = _invite with { Branch = SipRandom.Branch(), CSeq = _invite.CSeq + 1, Headers = [authorization] };
            }
            Send();
            return;
        }
        _outcome.TrySetResult(new SipOutboundOutcome
        {
            Status = response.Status,
            Phrase = response.Phrase,
            Contacts = [.. response.Addresses(SipHeader.Contact).Select(static c => c.Uri)],
            RetryAfter = response.Seconds(SipHeader.RetryAfter),
        });
    }

    /// <summary>Every 2xx is acknowledged; the first makes the call, those of other forks, or after giving up, get a BYE (§13.2.2.4).</summary>
    private void OnSuccess(SipResponse response)
    {
        var tag = response.To!.Tag ?? "";
        SipDialog dialog;
        lock (_gate)
        {
            if (_acks.TryGetValue(tag, out var again))
            {
                _context.Send(_flow, again);
                return;
            }
            dialog = SipDialog.ForOutbound(_invite, _localTag, response, _request.Target, _flow);
            // Without a route set the ACK goes to the Contact, which a proxy that we were told to use may stand before.
            var ack = dialog.NewRequest(SipMethod.Ack, _invite.CSeq).Write(dialog.NextHop(_context.Transports));
            _acks[tag] = ack;
            _context.Send(dialog.NextHop(_context.Transports), ack);
        }
        var call = new SipOutboundCall(_context, dialog, _request.FromUser) { LocalSession = _request.Offer };
        SessionBody.TryRead(response, out var answer);
        var outcome = new SipOutboundOutcome { Call = call, Answer = answer, Status = response.Status, Phrase = response.Phrase };
        // Registered before it is handed over, so that a BYE at once finds it; another fork must not take the first one's place.
        if (!_context.Calls.TryAdd(_localTag, call) || !_outcome.TrySetResult(outcome))
            _ = call.HangUpAsync();
    }
}
