using OrleansConf.MediaNode.Sip.Dialogs;

namespace OrleansConf.MediaNode.Sip;

/// <summary>A call that we placed and that was answered.</summary>
public sealed class SipOutboundCall : SipCall
{
    internal SipOutboundCall(SipContext context, SipDialog dialog, string contactUser) : base(context, dialog)
    {
        ContactUser = contactUser;
    }

    internal override string ContactUser { get; }

    internal override bool IsEstablished => true;

    public override Task HangUpAsync(SipHangUpReason? reason = null)
    {
        if (TryEnd(new SipCallEnd(SipCallEndReason.LocalHangUp)))
            SendBye(reason);
        return Task.CompletedTask;
    }
}
