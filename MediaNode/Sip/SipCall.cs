using System.Net;
using OrleansConf.MediaNode.Sip.Dialogs;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Sdp;
using OrleansConf.MediaNode.Sip.Transactions;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip;

/// <summary>One call, from INVITE to its one ending. All members may be used from any thread.</summary>
public abstract class SipCall
{
    private readonly TaskCompletionSource<SipCallEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SessionChanges _changes;

    private protected SipCall(SipContext context, SipDialog dialog)
    {
        Context = context;
        Dialog = dialog;
        RemoteEndPoint = dialog.Flow.Remote;
        _changes = new SessionChanges(this);
        Timer = new SessionTimer(this);
    }

    /// <summary>The Call-ID header.</summary>
    public string SipCallId => Dialog.CallId;

    /// <summary>Where the signalling comes from.</summary>
    public IPEndPoint RemoteEndPoint { get; }

    public ISipCallListener? Listener { get; set; }

    /// <summary>Completes once, when the call is over from either side. Never fails.</summary>
    public Task<SipCallEnd> Ended => _ended.Task;

    internal SipContext Context { get; }

    internal SipDialog Dialog { get; }

    /// <summary>Guards dialog and state. Taken before a transaction's lock, never after it.</summary>
    internal Lock Gate { get; } = new();

    internal SessionTimer Timer { get; }

    /// <summary>Answers the peer's digest challenges; null where we have no credentials.</summary>
    internal DigestClient? Digest { get; init; }

    /// <summary>The peer lists UPDATE in Allow: a refresh needs no re-INVITE.</summary>
    internal bool PeerTakesUpdate { get; set; }

    /// <summary>Our description as last sent, for a re-INVITE that asks for an offer.</summary>
    internal SessionDescription? LocalSession { get; set; }

    internal bool HasEnded => _ended.Task.IsCompleted;

    /// <summary>
    /// Ends the call: BYE, or before the answer 487/603 (inbound) or CANCEL (outbound). <see cref="Ended"/> completes at once; the
    /// BYE of a call whose ACK is outstanding follows the ACK (RFC 3261 §15). Repeating it does nothing.
    /// </summary>
    public abstract Task HangUpAsync(SipHangUpReason? reason = null);

    /// <summary>Changes the session by re-INVITE. 491 is retried as RFC 3261 §14.1 says.</summary>
    /// <returns>The peer's answer; null when it refused, in which case nothing changed, or when the call ended.</returns>
    public Task<SessionDescription?> ReofferAsync(SessionDescription offer, CancellationToken cancellationToken = default) =>
        _changes.ReofferAsync(offer, cancellationToken);

    /// <summary>Ends the call without a word to the peer; false when it has ended before.</summary>
    internal bool TryEnd(SipCallEnd end)
    {
        if (!_ended.TrySetResult(end))
            return false;
        Timer.Stop();
        if (!KeepsAwaitingAck)
            StopAwaitingAck();
        OnEnded();
        return true;
    }

    /// <summary>Forgets the dialog: what comes for it later gets 481.</summary>
    internal void Forget() => Context.Calls.TryRemove(new KeyValuePair<string, SipCall>(Dialog.LocalTag, this));

    /// <summary>A request within the dialog, its transaction registered. Receive thread.</summary>
    internal void OnRequest(SipRequest request, SipServerTransaction transaction, SipFlow flow)
    {
        bool inOrder;
        lock (Gate)
        {
            inOrder = Dialog.TryAdvanceRemote(request.CSeqNumber);
            if (inOrder)
                Dialog.Flow = flow;
        }
        if (!inOrder)
            transaction.Respond(500, "CSeq Out of Order");
        else if (request.Method == SipMethod.Bye)
            OnBye(request, transaction);
        else if (HasEnded)
            transaction.Respond(481);
        else
            Dispatch(request, transaction);
    }

    /// <summary>The ACK for a 2xx of ours. Receive thread.</summary>
    internal void OnAck(SipRequest ack) => _changes.OnAck(ack);

    /// <summary>Sends a request of ours within the dialog, where the answer matters to nobody but the transaction.</summary>
    internal void SendInDialog(OutgoingRequest request) => AuthenticatedRequest.Send(this, request, static _ => { });

    internal void SendBye(SipHangUpReason? reason)
    {
        lock (Gate)
        {
            var bye = Dialog.NewRequest(SipMethod.Bye);
            SendInDialog(reason is null ? bye : bye with { Headers = [(SipHeader.Reason, reason.ToString())] });
        }
    }

    /// <summary>Starts repeating a 2xx that was just sent; <see cref="OnConfirmed"/> or <see cref="OnNoAck"/> follows.</summary>
    internal void AwaitAck(SipServerTransaction transaction, byte[] answer, bool offerWasOurs) =>
        _changes.AwaitAck(transaction, answer, offerWasOurs);

    internal void StopAwaitingAck() => _changes.Stop();

    internal bool IsAwaitingAck => _changes.IsAwaitingAck;

    /// <summary>A 200 with our Contact and perhaps a session, to INVITE and UPDATE; it restarts the session timer.</summary>
    internal byte[] WriteSuccess(SipServerTransaction transaction, SessionDescription? session)
    {
        var request = transaction.Request;
        PeerTakesUpdate |= request.HasToken(SipHeader.Allow, "UPDATE");
        Timer.Apply(SessionTimerRules.Answer(request, Context.Options.SessionExpires));
        var writer = ResponseWriter.Begin(request, transaction.Flow, 200, null, Dialog.LocalTag);
        WriteDialogHeaders(writer, transaction);
        if (Timer.Terms is { } terms)
        {
            writer.Header(SipHeader.SessionExpires, terms.ToHeader(asClient: false));
            // The peer must know that it has something to do (RFC 4028 §9).
            if (!terms.WeRefresh)
                writer.Header(SipHeader.Require, SessionTimerRules.OptionTag);
        }
        return session is null ? writer.Finish() : writer.Finish(SessionBody.MediaType, session.ToBytes());
    }

    /// <summary>Record-Route as received (RFC 3261 §12.1.1), Contact, and what we can do.</summary>
    internal void WriteDialogHeaders(SipWriter writer, SipServerTransaction transaction)
    {
        transaction.Request.CopyTo(writer, SipHeader.RecordRoute);
        writer.Header(SipHeader.Contact, OutgoingRequest.ContactFor(transaction.Flow, ContactUser));
        writer.Header(SipHeader.Allow, SipMethods.Allow).Header(SipHeader.Supported, SipMethods.Supported);
        writer.Header(SipHeader.Server, Context.Options.UserAgent);
    }

    internal abstract string ContactUser { get; }

    /// <summary>The first INVITE has had its 2xx.</summary>
    internal abstract bool IsEstablished { get; }

    /// <summary>Before the answer: offer and answer are done by reliable responses, so that an UPDATE may change the session (RFC 3311 §5.1).</summary>
    internal virtual bool HasEarlySession => false;

    /// <summary>Keeps the session alive (RFC 4028 §10). Timer thread.</summary>
    internal void Refresh() => _ = _changes.RefreshAsync();

    /// <summary>Nobody kept the session alive.</summary>
    internal void OnSessionExpired()
    {
        if (TryEnd(new SipCallEnd(SipCallEndReason.SessionExpired)))
            SendBye(new SipHangUpReason("SIP", 408, "Session expired"));
    }

    /// <summary>A 2xx of ours was never acknowledged (Timer H).</summary>
    internal virtual void OnNoAck()
    {
        if (TryEnd(new SipCallEnd(SipCallEndReason.NoAck)))
            SendBye(null);
    }

    /// <summary>The first ACK of the call, or a later one.</summary>
    internal virtual void OnConfirmed(SessionDescription? answer)
    {
    }

    /// <summary>Our BYE has to wait for an ACK, so the 2xx is still repeated although the call is over.</summary>
    private protected virtual bool KeepsAwaitingAck => false;

    /// <summary>The call is over for the user; what is still to be sent was sent or is under way.</summary>
    private protected virtual void OnEnded() => Forget();

    private protected virtual void OnBye(SipRequest bye, SipServerTransaction transaction)
    {
        transaction.Respond(200);
        Forget();
        TryEnd(new SipCallEnd(SipCallEndReason.RemoteBye, 0, bye.Text(SipHeader.Reason)));
    }

    /// <summary>Only a call that rings has something to acknowledge.</summary>
    private protected virtual void OnPrack(SipRequest prack, SipServerTransaction transaction) =>
        transaction.Respond(481, null, Dialog.LocalTag);

    private void Dispatch(SipRequest request, SipServerTransaction transaction)
    {
        switch (request.Method)
        {
            case SipMethod.Invite:
                _changes.OnReinvite((InviteServerTransaction)transaction);
                break;
            case SipMethod.Update:
                _changes.OnUpdate(transaction);
                break;
            case SipMethod.Prack:
                OnPrack(request, transaction);
                break;
            case SipMethod.Refer:
                Referrals.OnRefer(this, request, transaction);
                break;
            case SipMethod.Info:
                OnInfo(request, transaction);
                break;
            case SipMethod.Options:
                transaction.Respond(200, OptionsReply.Write(Context, request, transaction.Flow, 200, Dialog.LocalTag));
                break;
            default:
                transaction.Respond(405, StatelessReplies.WithAllow(request, transaction.Flow, 405, Dialog.LocalTag));
                break;
        }
    }

    private void OnInfo(SipRequest info, SipServerTransaction transaction)
    {
        if (info.Body.IsEmpty)
        {
            transaction.Respond(200);
        }
        else if (!info.IsContentType(DtmfInfo.RelayType) && !info.IsContentType(DtmfInfo.PlainType))
        {
            var writer = ResponseWriter.Begin(info, transaction.Flow, 415, null, Dialog.LocalTag);
            transaction.Respond(415, writer.Header(SipHeader.Accept, $"{DtmfInfo.RelayType}, {DtmfInfo.PlainType}").Finish());
        }
        else if (DtmfInfo.TryRead(info, out var key, out var duration))
        {
            transaction.Respond(200);
            Listener?.OnDtmf(key, duration);
        }
        else
        {
            transaction.Respond(400, "Bad DTMF");
        }
    }
}
