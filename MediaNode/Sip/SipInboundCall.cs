using System.Globalization;
using OrleansConf.MediaNode.Sip.Dialogs;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Sdp;
using OrleansConf.MediaNode.Sip.Transactions;

namespace OrleansConf.MediaNode.Sip;

/// <summary>A call that reached us.</summary>
public sealed class SipInboundCall : SipCall
{
    private readonly InviteServerTransaction _invite;
    private readonly TaskCompletionSource<SessionDescription?> _confirmed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ReliableProvisionals _provisionals;
    private SessionDescription? _waitingAnswer;
    private SessionDescription? _sentEarly;
    private SessionDescription? _peersEarlyAnswer;
    private bool _hasEarlySession;
    private bool _answered;
    private bool _isByeDue;
    private SipHangUpReason? _byeReason;

    internal SipInboundCall(SipContext context, InviteServerTransaction invite, SipDialog dialog, SessionDescription? offer)
        : base(context, dialog)
    {
        _invite = invite;
        _provisionals = new ReliableProvisionals(this, invite);
        Offer = offer;
        Caller = CallerIdentity.Of(invite.Request);
        RequestUri = invite.Request.RequestUri!;
        To = invite.Request.To!.Uri;
    }

    public SipCaller Caller { get; }

    /// <summary>What was dialled; <see cref="SipUri.IsPhoneNumber"/> tells a number with <c>;user=phone</c>.</summary>
    public SipUri RequestUri { get; }

    /// <summary>The To header's URI: what the caller dialled before any redirection.</summary>
    public SipUri To { get; }

    /// <summary>Null when the caller wants our offer in the answer (delayed offer).</summary>
    public SessionDescription? Offer { get; }

    /// <summary>Completes with the ACK: its SDP when the offer was ours, else null. Cancelled when the call ends before.</summary>
    public Task<SessionDescription?> Confirmed => _confirmed.Task;

    internal override string ContactUser => RequestUri.User;

    internal override bool IsEstablished => _answered;

    internal override bool HasEarlySession => _hasEarlySession;

    /// <summary>180 Ringing.</summary>
    public Task RingAsync() => SendProvisional(180, null);

    /// <summary>183 Session Progress with early media.</summary>
    public Task ProgressAsync(SessionDescription session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return SendProvisional(183, session);
    }

    /// <summary>
    /// Sends 200, or lets it follow the PRACK that is outstanding, and returns; it is repeated until the ACK comes (RFC 3261
    /// §13.3.1.4). Does nothing when the call has ended.
    /// </summary>
    public Task AnswerAsync(SessionDescription answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        lock (Gate)
        {
            if (_answered || HasEnded)
                return Task.CompletedTask;
            if (_provisionals.IsPending)
                _waitingAnswer = answer;
            else
                SendAnswer(answer);
        }
        return Task.CompletedTask;
    }

    /// <summary>What was agreed by a reliable response is not said again (RFC 3262 §5). With the lock held.</summary>
    private void SendAnswer(SessionDescription answer)
    {
        _answered = true;
        _provisionals.Stop();
        var isKnown = _hasEarlySession && _sentEarly == answer;
        LocalSession = answer;
        var message = WriteSuccess(_invite, isKnown ? null : answer);
        _invite.Respond(200, message);
        AwaitAck(_invite, message, offerWasOurs: Offer is null && !isKnown);
    }

    /// <summary>
    /// Refuses the call; <see cref="SipCall.Ended"/> completes with <see cref="SipCallEndReason.LocalReject"/>. Does nothing once
    /// the call is answered or over.
    /// </summary>
    /// <param name="status">300–699.</param>
    /// <param name="phrase">Null for the usual one.</param>
    /// <param name="retryAfter">For 503, 486 and the like.</param>
    /// <param name="contacts">Where a 3xx points.</param>
    public Task RejectAsync(int status, string? phrase = null, TimeSpan? retryAfter = null, IReadOnlyList<SipUri>? contacts = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 699);
        Refuse(new SipCallEnd(SipCallEndReason.LocalReject, status), phrase, retryAfter, contacts);
        return Task.CompletedTask;
    }

    public override Task HangUpAsync(SipHangUpReason? reason = null)
    {
        if (Refuse(new SipCallEnd(SipCallEndReason.LocalHangUp, reason is { Protocol: "SIP", Cause: 603 } ? 603 : 487)))
            return Task.CompletedTask;
        lock (Gate)
        {
            if (HasEnded)
                return Task.CompletedTask;
            _isByeDue = IsAwaitingAck && !_confirmed.Task.IsCompleted;
            _byeReason = reason;
        }
        if (!TryEnd(new SipCallEnd(SipCallEndReason.LocalHangUp)))
            return Task.CompletedTask;
        if (!_isByeDue)
            SendBye(reason);
        return Task.CompletedTask;
    }

    /// <summary>CANCEL came (RFC 3261 §9.2): nothing happens when the final answer is out already.</summary>
    internal void OnCancel(SipRequest cancel) =>
        Refuse(new SipCallEnd(SipCallEndReason.RemoteCancel, 487, cancel.Text(SipHeader.Reason)));

    /// <summary>The acceptor threw.</summary>
    internal void OnAcceptorFailed()
    {
        if (!Refuse(new SipCallEnd(SipCallEndReason.LocalReject, 500)))
            _ = HangUpAsync(new SipHangUpReason("SIP", 500));
    }

    internal override void OnConfirmed(SessionDescription? answer)
    {
        _confirmed.TrySetResult(answer ?? _peersEarlyAnswer);
        SendDueBye();
    }

    internal override void OnNoAck()
    {
        SendDueBye();
        base.OnNoAck();
    }

    /// <summary>A reliable provisional response was never acknowledged (RFC 3262 §3).</summary>
    internal void OnNoPrack() => Refuse(new SipCallEnd(SipCallEndReason.NoAck, 504));

    private protected override void OnPrack(SipRequest prack, SipServerTransaction transaction)
    {
        SessionDescription? offer;
        lock (Gate)
        {
            if (!_provisionals.TryAcknowledge(prack) || !SessionBody.TryRead(prack, out offer))
            {
                transaction.Respond(481, null, Dialog.LocalTag);
                return;
            }
            if (Offer is null && !_hasEarlySession && offer is not null)
                (_peersEarlyAnswer, offer) = (offer, null);
            _hasEarlySession |= _sentEarly is not null;
        }
        var changed = offer is null ? null : Listener?.OnOffer(offer);
        lock (Gate)
        {
            LocalSession = changed ?? LocalSession;
            var writer = ResponseWriter.Begin(prack, transaction.Flow, offer is null || changed is not null ? 200 : 488, null, Dialog.LocalTag);
            transaction.Respond(200, changed is null ? writer.Finish() : writer.Finish(SessionBody.MediaType, changed.ToBytes()));
            if (_answered || HasEnded)
                return;
            _provisionals.SendNext();
            if (_waitingAnswer is { } answer && !_provisionals.IsPending)
                SendAnswer(answer);
        }
    }

    private protected override void OnEnded()
    {
        lock (Gate)
            _provisionals.Stop();
        if (!_isByeDue)
        {
            _confirmed.TrySetCanceled();
            Forget();
        }
    }

    private protected override bool KeepsAwaitingAck => _isByeDue;

    private protected override void OnBye(SipRequest bye, SipServerTransaction transaction)
    {
        transaction.Respond(200);
        _isByeDue = false;
        var end = new SipCallEnd(SipCallEndReason.RemoteCancel, 487, bye.Text(SipHeader.Reason));
        // A caller may end an early dialog by BYE; its INVITE still wants a final answer (RFC 3261 §15.1.2).
        if (!Refuse(end))
            TryEnd(end with { Reason = SipCallEndReason.RemoteBye, Status = 0 });
        StopAwaitingAck();
        _confirmed.TrySetCanceled();
        Forget();
    }

    private void SendDueBye()
    {
        lock (Gate)
        {
            if (!_isByeDue)
                return;
            _isByeDue = false;
        }
        SendBye(_byeReason);
        _confirmed.TrySetCanceled();
        Forget();
    }

    private Task SendProvisional(int status, SessionDescription? session)
    {
        lock (Gate)
        {
            if (_answered || HasEnded)
                return Task.CompletedTask;
            LocalSession = session ?? LocalSession;
            if (_provisionals.Covers(session))
            {
                _sentEarly = session ?? _sentEarly;
                _provisionals.Send(status, session);
                return Task.CompletedTask;
            }
            var writer = ResponseWriter.Begin(_invite.Request, _invite.Flow, status, null, Dialog.LocalTag);
            WriteDialogHeaders(writer, _invite);
            _invite.Respond(status, session is null ? writer.Finish() : writer.Finish(SessionBody.MediaType, session.ToBytes()));
        }
        return Task.CompletedTask;
    }

    /// <summary>Ends a call that was not answered yet; false when it was, true also when it had ended before.</summary>
    private bool Refuse(SipCallEnd end, string? phrase = null, TimeSpan? retryAfter = null, IReadOnlyList<SipUri>? contacts = null)
    {
        lock (Gate)
        {
            if (_answered)
                return false;
            if (HasEnded)
                return true;
            var writer = ResponseWriter.Begin(_invite.Request, _invite.Flow, end.Status, phrase, Dialog.LocalTag);
            if (retryAfter is { } delay)
                writer.Header(SipHeader.RetryAfter, ((int)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
            foreach (var contact in contacts ?? [])
                writer.Header(SipHeader.Contact, $"<{contact}>");
            writer.Header(SipHeader.Server, Context.Options.UserAgent);
            _invite.Respond(end.Status, writer.Finish());
            TryEnd(end);
        }
        return true;
    }
}
