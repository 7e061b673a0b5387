using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Transactions;

/// <summary>Runs <see cref="InviteClientMachine"/> for one INVITE. The ACK for a refusal is sent here, that for a 2xx by the dialog.</summary>
internal sealed class InviteClientTransaction(
    SipContext context, OutgoingRequest request, SipFlow flow, Action<SipResponse> onResponse, Action<ClientFailure> onFailure)
    : SipClientTransaction(context, request, flow, onResponse, onFailure)
{
    /// <summary>Timer D: at least 32 s over UDP (RFC 3261 §17.1.1.2), shortened with T1 as the other timers are.</summary>
    private TimeSpan TimerD => Context.Options.TransactionTimeout;

    private InviteClientState _state;

    /// <summary>After a CANCEL the INVITE waits 64 × T1 for its 487, then gives up (RFC 3261 §9.1).</summary>
    public void OnCancelled()
    {
        lock (Gate)
        {
            if (_state == InviteClientState.Proceeding)
                StartStateTimer(Context.Options.TransactionTimeout);
        }
    }

    public override void OnResponse(SipResponse response) => Step(
        response.Status switch
        {
            < 200 => InviteClientInput.Provisional,
            < 300 => InviteClientInput.Success,
            _ => InviteClientInput.Failure,
        },
        response);

    protected override void OnStarted()
    {
        lock (Gate)
        {
            if (!Flow.IsReliable)
                StartRepeating();
            StartStateTimer(Context.Options.TransactionTimeout);
        }
    }

    protected override void OnTransportError() => Step(InviteClientInput.TransportError);

    protected override void OnRepeatTimer() => Step(InviteClientInput.TimerA);

    protected override void OnStateTimer()
    {
        InviteClientState state;
        lock (Gate)
            state = _state;
        Step(state switch
        {
            InviteClientState.Completed => InviteClientInput.TimerD,
            InviteClientState.Accepted => InviteClientInput.TimerM,
            _ => InviteClientInput.TimerB,
        });
    }

    private void Step(InviteClientInput input, SipResponse? response = null)
    {
        InviteClientActions actions;
        lock (Gate)
        {
            (_state, actions) = InviteClientMachine.Step(_state, input, Flow.IsReliable);
            if (actions.HasFlag(InviteClientActions.StopTimers))
                StopTimers();
            if (actions.HasFlag(InviteClientActions.Resend))
                Context.Resend(Flow, Message);
            if (actions.HasFlag(InviteClientActions.RestartTimerA))
                RepeatAgain();
            if (actions.HasFlag(InviteClientActions.SendAck))
                Context.Send(Flow, Request.AckForRefusal(response!).Write(Flow));
            if (actions.HasFlag(InviteClientActions.StartTimerD))
                StartStateTimer(TimerD);
            if (actions.HasFlag(InviteClientActions.StartTimerM))
                StartStateTimer(Context.Options.TransactionTimeout);
            if (actions.HasFlag(InviteClientActions.Terminate))
                Forget();
        }
        if (actions.HasFlag(InviteClientActions.PassUp))
            PassUp(response!);
        if (actions.HasFlag(InviteClientActions.ReportTimeout))
            Fail(ClientFailure.Timeout);
        if (actions.HasFlag(InviteClientActions.ReportTransportError))
            Fail(ClientFailure.TransportError);
    }
}
