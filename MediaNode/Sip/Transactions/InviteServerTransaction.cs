using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Transactions;

/// <summary>Runs <see cref="InviteServerMachine"/> for one INVITE.</summary>
internal sealed class InviteServerTransaction(SipContext context, TransactionKey key, SipRequest request, SipFlow flow)
    : SipServerTransaction(context, key, request, flow)
{
    private InviteServerState _state;
    private byte[]? _lastResponse;

    /// <summary>The new call that this INVITE asks for; null for a re-INVITE.</summary>
    public SipInboundCall? Call { get; set; }

    public InviteServerState State
    {
        get
        {
            lock (Gate)
                return _state;
        }
    }

    /// <summary>Call-ID, From tag and number: what copies of one INVITE share that came by different ways (RFC 3261 §8.2.2.2).</summary>
    public static (string CallId, string? FromTag, uint CSeq) OriginOf(SipRequest invite) => (invite.CallId, invite.From?.Tag, invite.CSeqNumber);

    public override bool TryRegister()
    {
        if (!base.TryRegister())
            return false;
        Context.InvitesByOrigin[OriginOf(Request)] = this;
        return true;
    }

    public override void OnRequest(SipRequest request) =>
        Step(request.Method == SipMethod.Ack ? InviteServerInput.Ack : InviteServerInput.InviteAgain);

    public override void Respond(int status, byte[] message) => Step(
        status switch
        {
            < 200 => InviteServerInput.SendProvisional,
            < 300 => InviteServerInput.SendSuccess,
            _ => InviteServerInput.SendFailure,
        },
        message);

    protected override void OnRepeatTimer() => Step(InviteServerInput.TimerG);

    protected override void OnStateTimer() => Step(State switch
    {
        InviteServerState.Confirmed => InviteServerInput.TimerI,
        InviteServerState.Accepted => InviteServerInput.TimerL,
        _ => InviteServerInput.TimerH,
    });

    protected override void Forget()
    {
        base.Forget();
        Context.InvitesByOrigin.TryRemove(new KeyValuePair<(string, string?, uint), InviteServerTransaction>(OriginOf(Request), this));
    }

    private void Step(InviteServerInput input, byte[]? response = null)
    {
        lock (Gate)
        {
            (_state, var actions) = InviteServerMachine.Step(_state, input, Flow.IsReliable);
            if (actions.HasFlag(InviteServerActions.StopTimers))
                StopTimers();
            if (actions.HasFlag(InviteServerActions.Send))
            {
                _lastResponse = response;
                Context.Send(Flow, response);
            }
            if (actions.HasFlag(InviteServerActions.Resend) && _lastResponse is not null)
                Context.Resend(Flow, _lastResponse);
            if (actions.HasFlag(InviteServerActions.StartTimerG))
                StartRepeating();
            if (actions.HasFlag(InviteServerActions.RestartTimerG))
                RepeatAgain(Context.Options.T2);
            if (actions.HasFlag(InviteServerActions.StartTimerH) || actions.HasFlag(InviteServerActions.StartTimerL))
                StartStateTimer(Context.Options.TransactionTimeout);
            if (actions.HasFlag(InviteServerActions.StartTimerI))
                StartStateTimer(Context.Options.T4);
            if (actions.HasFlag(InviteServerActions.Terminate))
                Forget();
        }
    }
}
