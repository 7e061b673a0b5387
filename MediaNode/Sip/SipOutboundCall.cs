using OrleansConf.MediaNode.Sip.Dialogs;
using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip;

/// <summary>A call that we placed and that was answered.</summary>
public sealed class SipOutboundCall : SipCall
{
    private bool _isEstablished;
    private bool _hasEarlySession;

    internal SipOutboundCall(SipContext context, SipDialog dialog, string contactUser) : base(context, dialog)
    {
        ContactUser = contactUser;
    }

    internal override string ContactUser { get; }

    internal override bool IsEstablished => _isEstablished;

    internal override bool HasEarlySession => _hasEarlySession;

    public override Task HangUpAsync(SipHangUpReason? reason = null)
    {
        if (TryEnd(new SipCallEnd(SipCallEndReason.LocalHangUp)))
            SendBye(reason);
        return Task.CompletedTask;
    }

    /// <summary>A reliable provisional response within the early dialog. With the call's lock held.</summary>
    internal void FollowEarly(SipResponse response, bool hasSession)
    {
        Dialog.Refresh(response);
        _hasEarlySession = hasSession;
    }

    /// <summary>The 2xx: it alone says what the route set is (RFC 3261 §13.2.2.4). With the call's lock held.</summary>
    internal void Establish(SipResponse response)
    {
        Dialog.Confirm(response);
        _isEstablished = true;
        PeerTakesUpdate = response.HasToken(SipHeader.Allow, "UPDATE");
        Timer.Apply(SessionTimerRules.Read(response));
    }
}
