using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Transactions;

/// <summary>Runs <see cref="NonInviteClientMachine"/> for one request.</summary>
internal sealed class NonInviteClientTransaction(
    SipContext context, OutgoingRequest request, SipFlow flow, Action<SipResponse> onResponse, Action<ClientFailure> onFailure)
    : SipClientTransaction(context, request, flow, onResponse, onFailure)
{
    private NonInviteClientState _state;

    public override void OnResponse(SipResponse response) =>
        Step(response.IsProvisional ? NonInviteClientInput.Provisional : NonInviteClientInput.Final, response);

    protected override void OnStarted()
    {
        lock (Gate)
        {
            if (!Flow.IsReliable)
                StartRepeating();
            StartStateTimer(Context.Options.TransactionTimeout);
        }
    }

    protected override void OnTransportError() => Step(NonInviteClientInput.TransportError);

    protected override void OnRepeatTimer() => Step(NonInviteClientInput.TimerE);

    protected override void OnStateTimer()
    {
        bool isCompleted;
        lock (Gate)
            isCompleted = _state == NonInviteClientState.Completed;
        Step(isCompleted ? NonInviteClientInput.TimerK : NonInviteClientInput.TimerF);
    }

    private void Step(NonInviteClientInput input, SipResponse? response = null)
    {
        NonInviteClientActions actions;
        lock (Gate)
        {
            (_state, actions) = NonInviteClientMachine.Step(_state, input, Flow.IsReliable);
            if (actions.HasFlag(NonInviteClientActions.StopTimers))
                StopTimers();
            if (actions.HasFlag(NonInviteClientActions.Resend))
                Context.Resend(Flow, Message);
            if (actions.HasFlag(NonInviteClientActions.RestartTimerE))
                RepeatAgain(Context.Options.T2);
            if (actions.HasFlag(NonInviteClientActions.RestartTimerEAtT2))
                RepeatAgainAt(Context.Options.T2);
            if (actions.HasFlag(NonInviteClientActions.StartTimerK))
                StartStateTimer(Context.Options.T4);
            if (actions.HasFlag(NonInviteClientActions.Terminate))
                Forget();
        }
        if (actions.HasFlag(NonInviteClientActions.PassUp))
            PassUp(response!);
        if (actions.HasFlag(NonInviteClientActions.ReportTimeout))
            Fail(ClientFailure.Timeout);
        if (actions.HasFlag(NonInviteClientActions.ReportTransportError))
            Fail(ClientFailure.TransportError);
    }
}
