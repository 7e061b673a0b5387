namespace OrleansConf.MediaNode.Sip.Transactions;

internal enum NonInviteServerState
{
    Trying,
    Proceeding,
    Completed,
    Terminated,
}

internal enum NonInviteServerInput
{
    RequestAgain,
    SendProvisional,
    SendFinal,
    TimerJ,
}

[Flags]
internal enum NonInviteServerActions
{
    None = 0,
    Send = 1,
    Resend = 2,
    StartTimerJ = 4,
    Terminate = 8,
}

/// <summary>The non-INVITE server transaction (RFC 3261 §17.2.2) as a function over values.</summary>
internal static class NonInviteServerMachine
{
    public static (NonInviteServerState Next, NonInviteServerActions Actions) Step(
        NonInviteServerState state, NonInviteServerInput input, bool reliable)
    {
        switch (state, input)
        {
            case (NonInviteServerState.Trying or NonInviteServerState.Proceeding, NonInviteServerInput.SendProvisional):
                return (NonInviteServerState.Proceeding, NonInviteServerActions.Send);
            case (NonInviteServerState.Trying or NonInviteServerState.Proceeding, NonInviteServerInput.SendFinal):
                return reliable
                    ? (NonInviteServerState.Terminated, NonInviteServerActions.Send | NonInviteServerActions.Terminate)
                    : (NonInviteServerState.Completed, NonInviteServerActions.Send | NonInviteServerActions.StartTimerJ);
            case (NonInviteServerState.Proceeding or NonInviteServerState.Completed, NonInviteServerInput.RequestAgain):
                return (state, NonInviteServerActions.Resend);
            case (NonInviteServerState.Completed, NonInviteServerInput.TimerJ):
                return (NonInviteServerState.Terminated, NonInviteServerActions.Terminate);
            default:
                return (state, NonInviteServerActions.None);
        }
    }
}
