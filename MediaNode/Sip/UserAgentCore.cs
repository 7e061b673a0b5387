using System.Globalization;
using OrleansConf.MediaNode.Sip.Dialogs;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transactions;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip;

/// <summary>
/// Takes messages off the wire and brings each to its transaction, dialog or new call (RFC 3261 §8.2, §9.2, §12.2.2, §18.2.1).
/// Runs on the receive threads; nothing here blocks.
/// </summary>
internal sealed class UserAgentCore(SipContext context, ISipCallAcceptor acceptor)
{
    private readonly InviteRate _inviteRate = new(context.Time, context.Options.MaxInvitesPerSecond);

    public void OnMessage(ReadOnlySpan<byte> bytes, SipFlow flow)
    {
        if (!context.Options.AcceptSource(flow.Remote))
        {
            context.Counters.CountUnknownSource();
            return;
        }
        if (StunBinding.IsRequest(bytes))
        {
            flow.Send(StunBinding.Answer(bytes, flow.Remote));
            return;
        }
        context.Counters.CountReceived();
        if (!SipParser.TryParse(bytes, out var message))
        {
            context.Counters.CountMalformed();
            return;
        }
        try
        {
            if (message is SipRequest request)
                OnRequest(request, flow);
            else
                OnResponse((SipResponse)message);
        }
        catch (Exception e)
        {
            // One message must not stop the thread that serves all calls; it can only be a fault of ours or of a listener.
            context.Log.MessageFailed(e, message.ToString()!, flow.Remote);
        }
    }

    private void OnResponse(SipResponse response)
    {
        if (response.Defect is null && response.TopVia!.Branch is { } branch
            && context.ClientTransactions.TryGetValue(TransactionKey.ForClient(branch, response.CSeqMethod), out var transaction))
            transaction.OnResponse(response);
        else
            context.Counters.CountStrayResponse();
    }

    private void OnRequest(SipRequest request, SipFlow source)
    {
        if (source.IsReliable && request.TopVia is { HasAlias: true } via)
            source.AddAlias(via.Port ?? source.Kind.PortOf());
        if (request.TopVia is not null && context.ServerTransactions.TryGetValue(TransactionKey.ForServer(request), out var known)
            && !IsAckForSuccess(request, known))
        {
            known.OnRequest(request);
            return;
        }
        if (request.Method == SipMethod.Ack)
        {
            OnAck(request);
            return;
        }
        if (RequestChecks.Inspect(request) is { } refusal)
        {
            Reply(request, source, refusal);
            return;
        }
        if (request.Method == SipMethod.Cancel)
            OnCancel(request, source);
        else if (!string.IsNullOrEmpty(request.To!.Tag))
            OnInDialog(request, source);
        else if (request.Method == SipMethod.Invite)
            OnInvite(request, source);
        else if (request.Method == SipMethod.Options)
            OnOptions(request, source);
        else
            Reply(request, source, new(481));
    }

    /// <summary>Some RFC 2543 peers keep the INVITE's branch for the ACK of a 2xx, which belongs to the dialog.</summary>
    private static bool IsAckForSuccess(SipRequest request, SipServerTransaction known) =>
        request.Method == SipMethod.Ack && known is InviteServerTransaction { State: InviteServerState.Accepted };

    private void OnAck(SipRequest ack)
    {
        if (ack.Defect is null && FindCall(ack) is { } call)
            call.OnAck(ack);
    }

    /// <summary>RFC 3261 §9.2. The 200 carries the INVITE's To tag where there is one.</summary>
    private void OnCancel(SipRequest cancel, SipFlow source)
    {
        if (!context.ServerTransactions.TryGetValue(TransactionKey.ForServer(cancel, "INVITE"), out var invite))
        {
            Reply(cancel, source, new(481));
            return;
        }
        var transaction = new NonInviteServerTransaction(context, TransactionKey.ForServer(cancel), cancel, context.Transports.ForResponses(cancel, source));
        if (!transaction.TryRegister())
            return;
        var call = ((InviteServerTransaction)invite).Call;
        transaction.Respond(200, null, call?.Dialog.LocalTag ?? StatelessReplies.TagFor(cancel));
        call?.OnCancel(cancel);
    }

    private void OnInDialog(SipRequest request, SipFlow source)
    {
        if (FindCall(request) is not { } call)
        {
            Reply(request, source, new(481));
            return;
        }
        var flow = context.Transports.ForResponses(request, source);
        var key = TransactionKey.ForServer(request);
        SipServerTransaction transaction = request.Method == SipMethod.Invite
            ? new InviteServerTransaction(context, key, request, flow)
            : new NonInviteServerTransaction(context, key, request, flow);
        if (transaction.TryRegister())
            call.OnRequest(request, transaction, source);
    }

    private void OnOptions(SipRequest request, SipFlow source)
    {
        var status = context.Draining ? 503 : 200;
        Send(request, source, OptionsReply.Write(context, request, source, status, StatelessReplies.TagFor(request)));
    }

    private void OnInvite(SipRequest request, SipFlow source)
    {
        if (context.InvitesByOrigin.ContainsKey(InviteServerTransaction.OriginOf(request)))
        {
            Reply(request, source, new(482));
            return;
        }
        if (context.Draining || context.ServerTransactions.Count >= context.Options.MaxTransactions || !_inviteRate.TryTake())
        {
            context.Counters.CountOverloaded();
            var seconds = ((int)context.Options.OverloadRetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            Reply(request, source, new(503, null, SipHeader.RetryAfter, seconds));
            return;
        }
        if (!SessionBody.TryRead(request, out var offer))
        {
            Reply(request, source, new(400, "Bad SDP"));
            return;
        }
        var flow = context.Transports.ForResponses(request, source);
        var transaction = new InviteServerTransaction(context, TransactionKey.ForServer(request), request, flow);
        var call = new SipInboundCall(context, transaction, SipDialog.ForInbound(request, SipRandom.Tag(), source), offer);
        transaction.Call = call;
        if (!transaction.TryRegister())
            return;
        context.Calls[call.Dialog.LocalTag] = call;
        transaction.Respond(100);
        context.Counters.CountInvite();
        ThreadPool.UnsafeQueueUserWorkItem(static s => _ = s.Core.AcceptAsync(s.Call), (Core: this, Call: call), preferLocal: false);
    }

    private async Task AcceptAsync(SipInboundCall call)
    {
        try
        {
            await acceptor.OnCallAsync(call);
        }
        catch (Exception e)
        {
            context.Log.AcceptorFailed(e, call.SipCallId);
            call.OnAcceptorFailed();
        }
    }

    private SipCall? FindCall(SipRequest request) =>
        request.To?.Tag is { } tag && context.Calls.TryGetValue(tag, out var call) && call.SipCallId == request.CallId
        && (call.Dialog.RemoteTag ?? "") == (request.From?.Tag ?? "")
            ? call
            : null;

    private void Reply(SipRequest request, SipFlow source, in StatelessReplies.Refusal refusal) =>
        Send(request, source, StatelessReplies.Write(request, source, refusal));

    private void Send(SipRequest request, SipFlow source, byte[] message) =>
        context.Send(context.Transports.ForResponses(request, source), message);
}
