using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Transactions;

/// <summary>Runs <see cref="NonInviteServerMachine"/> for one request.</summary>
internal sealed class NonInviteServerTransaction(SipContext context, TransactionKey key, SipRequest request, SipFlow flow)
    : SipServerTransaction(context, key, request, flow)
{
    private NonInviteServerState _state;
    private byte[]? _lastResponse;

    public override void OnRequest(SipRequest request) => Step(NonInviteServerInput.RequestAgain);

    public override void Respond(int status, byte[] message) =>
        Step(status < 200 ? NonInviteServerInput.SendProvisional : NonInviteServerInput.SendFinal, message);

    protected override void OnRepeatTimer()
    {
    }

    protected override void OnStateTimer() => Step(NonInviteServerInput.TimerJ);

    private void Step(NonInviteServerInput input, byte[]? response = null)
    {
        lock (Gate)
        {
            (_state, var actions) = NonInviteServerMachine.Step(_state, input, Flow.IsReliable);
            if (actions.HasFlag(NonInviteServerActions.Send))
            {
                _lastResponse = response;
                Context.Send(Flow, response);
            }
            if (actions.HasFlag(NonInviteServerActions.Resend) && _lastResponse is not null)
                Context.Resend(Flow, _lastResponse);
            if (actions.HasFlag(NonInviteServerActions.StartTimerJ))
                StartStateTimer(Context.Options.TransactionTimeout);
            if (actions.HasFlag(NonInviteServerActions.Terminate))
                Forget();
        }
    }
}
