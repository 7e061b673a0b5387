using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Sdp;
using OrleansConf.MediaNode.Sip.Transactions;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>The INVITEs and UPDATEs within one call: who may offer when (RFC 3261 §14, RFC 3264, RFC 3311), and the ACKs they await.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds no handle while nobody asks for one.")]
internal sealed class SessionChanges(SipCall call)
{
    private const int MaxGlareRetries = 4;

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private ResponseRepeater? _repeater;
    private TaskCompletionSource? _ackCame;
    private bool _offerWasOurs;
    private bool _isFirst = true;
    private bool _isOffering;

    public bool IsAwaitingAck
    {
        get
        {
            lock (call.Gate)
                return _repeater is not null;
        }
    }

    /// <summary>Call with the call's lock held, right after the 2xx was sent.</summary>
    public void AwaitAck(SipServerTransaction transaction, byte[] answer, bool offerWasOurs)
    {
        _repeater?.Stop();
        _offerWasOurs = offerWasOurs;
        _ackCame ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _repeater = new ResponseRepeater(call.Context, transaction, answer, OnNoAck);
    }

    public void OnAck(SipRequest ack)
    {
        bool isFirst;
        bool offerWasOurs;
        lock (call.Gate)
        {
            if (_repeater is null || _repeater.CSeq != ack.CSeqNumber)
                return;
            (isFirst, offerWasOurs) = (_isFirst, _offerWasOurs);
            StopRepeating();
        }
        SessionDescription? session = null;
        if (offerWasOurs)
            SessionBody.TryRead(ack, out session);
        if (isFirst)
            call.OnConfirmed(session);
        else if (session is not null)
            call.Listener?.OnAnswer(session);
    }

    public void OnReinvite(InviteServerTransaction transaction)
    {
        var refusal = Refusal(isUpdate: false);
        if (refusal != 0)
            RespondBusy(transaction, refusal);
        else if (!SessionBody.TryRead(transaction.Request, out var offer))
            transaction.Respond(400, "Bad SDP", call.Dialog.LocalTag);
        else if ((offer is null ? RepeatedOffer() : call.Listener?.OnOffer(offer)) is { } session)
            Accept(transaction, session, offerWasOurs: offer is null);
        else
            transaction.Respond(488, null, call.Dialog.LocalTag);
    }

    public void OnUpdate(SipServerTransaction transaction)
    {
        if (!SessionBody.TryRead(transaction.Request, out var offer))
        {
            transaction.Respond(400, "Bad SDP", call.Dialog.LocalTag);
            return;
        }
        if (offer is null)
        {
            lock (call.Gate)
                call.Dialog.Refresh(transaction.Request);
            transaction.Respond(200, call.WriteSuccess(transaction, null));
            return;
        }
        var refusal = Refusal(isUpdate: true);
        if (refusal != 0)
        {
            RespondBusy(transaction, refusal);
        }
        else if (call.Listener?.OnOffer(offer) is { } answer)
        {
            lock (call.Gate)
            {
                call.Dialog.Refresh(transaction.Request);
                call.LocalSession = answer;
                transaction.Respond(200, call.WriteSuccess(transaction, answer));
            }
        }
        else
        {
            transaction.Respond(488, null, call.Dialog.LocalTag);
        }
    }

    public async Task<SessionDescription?> ReofferAsync(SessionDescription offer, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                if (AckToCome() is { } ack)
                    await ack.WaitAsync(cancellationToken);
                if (call.HasEnded || !call.IsEstablished)
                    return null;
                var response = await InviteAsync(offer).WaitAsync(cancellationToken);
                if (response is { IsSuccess: true })
                    return SessionBody.TryRead(response, out var answer) ? answer : null;
                if (response is not { Status: 491 } || attempt == MaxGlareRetries)
                    return null;
                await Task.Delay(GlareDelay(), call.Context.Time, cancellationToken);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Restarts both sides' session timers: by UPDATE where the peer takes it, else by our session again.</summary>
    public async Task RefreshAsync()
    {
        if (call.PeerTakesUpdate)
            SendUpdate();
        else if (call.LocalSession is { } session)
            await ReofferAsync(session, CancellationToken.None);
    }

    public void Stop()
    {
        lock (call.Gate)
            StopRepeating();
    }

    private Task? AckToCome()
    {
        lock (call.Gate)
            return _repeater is null ? null : _ackCame?.Task;
    }

    /// <summary>RFC 3261 §14.1: 2.1–4 s for the owner of the Call-ID, 0–2 s for the other.</summary>
    private TimeSpan GlareDelay() => TimeSpan.FromMilliseconds(
        10 * (call is SipOutboundCall ? RandomNumberGenerator.GetInt32(210, 401) : RandomNumberGenerator.GetInt32(0, 201)));

    /// <summary>0 when an offer may be taken now, else the status that says why not.</summary>
    private int Refusal(bool isUpdate)
    {
        lock (call.Gate)
        {
            // Our own offer is on its way: glare (RFC 3261 §14.2).
            if (_isOffering || (_repeater is not null && _offerWasOurs))
                return 491;
            return call.IsEstablished || (isUpdate && call.HasEarlySession) ? 0 : 500;
        }
    }

    private void RespondBusy(SipServerTransaction transaction, int status)
    {
        var writer = ResponseWriter.Begin(transaction.Request, transaction.Flow, status, null, call.Dialog.LocalTag);
        if (status == 500)
            writer.Header(SipHeader.RetryAfter, RandomNumberGenerator.GetInt32(0, 11).ToString(CultureInfo.InvariantCulture));
        transaction.Respond(status, writer.Finish());
    }

    private void Accept(InviteServerTransaction transaction, SessionDescription session, bool offerWasOurs)
    {
        lock (call.Gate)
        {
            if (call.HasEnded)
            {
                transaction.Respond(487, null, call.Dialog.LocalTag);
                return;
            }
            call.Dialog.Refresh(transaction.Request);
            call.LocalSession = session;
            var message = call.WriteSuccess(transaction, session);
            transaction.Respond(200, message);
            // A peer that sends a re-INVITE has seen our first 2xx, even if its ACK was lost.
            var impliesFirst = _isFirst && _repeater is not null;
            AwaitAck(transaction, message, offerWasOurs);
            if (impliesFirst)
                _isFirst = false;
            else
                return;
        }
        call.OnConfirmed(null);
    }

    /// <summary>Our session as an offer, a hold that the peer asked for lifted (RFC 6337 §5.3).</summary>
    private SessionDescription? RepeatedOffer()
    {
        if (call.LocalSession is not { } current)
            return null;
        var media = ImmutableArray.CreateRange(
            current.Media, static m => m.Port == 0 ? m : m with { Direction = MediaDirection.SendReceive });
        var version = ulong.TryParse(current.Origin.SessionVersion, out var number) ? number + 1 : 1;
        return current with
        {
            Media = media,
            Origin = current.Origin with { SessionVersion = version.ToString(CultureInfo.InvariantCulture) },
        };
    }

    /// <summary>Sends one re-INVITE; the final response, or null when there was none and the call has ended of it.</summary>
    private Task<SipResponse?> InviteAsync(SessionDescription offer)
    {
        var final = new TaskCompletionSource<SipResponse?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (call.Gate)
        {
            _isOffering = true;
            var invite = call.Dialog.NewRequest(SipMethod.Invite) with
            {
                ContactUser = call.ContactUser,
                ContentType = SessionBody.MediaType,
                Body = offer.ToBytes(),
                UserAgent = call.Context.Options.UserAgent,
                Headers = TimerHeaders(),
            };
            byte[]? ack = null;
            AuthenticatedRequest.Send(
                call, invite, (sent, response) => OnReofferResponse(sent, offer, response, ref ack, final),
                failure => OnReofferFailure(failure == ClientFailure.Timeout ? 408 : 503, final));
        }
        return final.Task;
    }

    private void OnReofferResponse(
        OutgoingRequest invite, SessionDescription offer, SipResponse response, ref byte[]? ack, TaskCompletionSource<SipResponse?> final)
    {
        if (response.IsProvisional)
            return;
        if (!response.IsSuccess)
        {
            if (response.Status is 408 or 481)
            {
                OnReofferFailure(response.Status, final);
                return;
            }
            lock (call.Gate)
                _isOffering = false;
            final.TrySetResult(response);
            return;
        }
        lock (call.Gate)
        {
            if (ack is null)
            {
                _isOffering = false;
                call.Dialog.Refresh(response);
                call.LocalSession = offer;
                call.Timer.Apply(SessionTimerRules.Read(response));
            }
            var flow = call.Dialog.NextHop(call.Context.Transports);
            // A repeated 2xx gets the same ACK again (RFC 3261 §13.2.2.4).
            ack ??= call.Dialog.NewRequest(SipMethod.Ack, invite.CSeq).Write(flow);
            call.Context.Send(flow, ack);
        }
        final.TrySetResult(response);
    }

    /// <summary>The roles stay as they were agreed (RFC 4028 §7.4).</summary>
    private IReadOnlyList<(SipHeader, string)> TimerHeaders() => call.Timer.Terms is { } terms
        ? [(SipHeader.SessionExpires, terms.ToHeader(asClient: true)), (SipHeader.MinSessionExpires, SessionTimerRules.MinText)]
        : [];

    private void SendUpdate()
    {
        lock (call.Gate)
        {
            if (call.HasEnded)
                return;
            var update = call.Dialog.NewRequest(SipMethod.Update) with { ContactUser = call.ContactUser, Headers = TimerHeaders() };
            AuthenticatedRequest.Send(call, update, response =>
            {
                if (response.IsSuccess)
                    call.Timer.Apply(SessionTimerRules.Read(response));
                else if (response.Status is 408 or 481)
                    EndAsGone(response.Status);
                else if (response.Status is 405 or 501)
                    call.PeerTakesUpdate = false;
            });
        }
    }

    private void EndAsGone(int status)
    {
        if (call.TryEnd(new SipCallEnd(SipCallEndReason.PeerGone, status)))
            call.SendBye(null);
    }

    /// <summary>No answer, 408 or 481 end the dialog (RFC 3261 §12.2.1.2).</summary>
    private void OnReofferFailure(int status, TaskCompletionSource<SipResponse?> final)
    {
        lock (call.Gate)
            _isOffering = false;
        EndAsGone(status);
        final.TrySetResult(null);
    }

    private void OnNoAck(ResponseRepeater repeater)
    {
        lock (call.Gate)
        {
            if (_repeater != repeater)
                return;
            StopRepeating();
        }
        call.OnNoAck();
    }

    private void StopRepeating()
    {
        _repeater?.Stop();
        _repeater = null;
        _isFirst = false;
        _ackCame?.TrySetResult();
        _ackCame = null;
    }
}
