namespace OrleansConf.MediaNode.Sip.Transactions;

internal enum InviteServerState
{
    Proceeding,
    Completed,
    Confirmed,

    /// <summary>After a 2xx (RFC 6026 §7.1): repeated INVITEs are swallowed while the user repeats the 2xx.</summary>
    Accepted,
    Terminated,
}

internal enum InviteServerInput
{
    InviteAgain,
    Ack,
    SendProvisional,
    SendSuccess,
    SendFailure,
    TimerG,
    TimerH,
    TimerI,
    TimerL,
}

[Flags]
internal enum InviteServerActions
{
    None = 0,

    /// <summary>Send the response just given and remember it.</summary>
    Send = 1,

    /// <summary>Send the remembered response again.</summary>
    Resend = 2,
    StartTimerG = 4,
    RestartTimerG = 8,
    StartTimerH = 16,
    StopTimers = 32,
    StartTimerI = 64,
    StartTimerL = 128,
    Terminate = 256,
}

/// <summary>The INVITE server transaction (RFC 3261 §17.2.1, RFC 6026 §7.1) as a function over values.</summary>
internal static class InviteServerMachine
{
    public static (InviteServerState Next, InviteServerActions Actions) Step(InviteServerState state, InviteServerInput input, bool reliable)
    {
        switch (state, input)
        {
            case (InviteServerState.Proceeding, InviteServerInput.InviteAgain):
                return (state, InviteServerActions.Resend);
            case (InviteServerState.Proceeding, InviteServerInput.SendProvisional):
                return (state, InviteServerActions.Send);
            case (InviteServerState.Proceeding, InviteServerInput.SendSuccess):
                return (InviteServerState.Accepted, InviteServerActions.Send | InviteServerActions.StartTimerL);
            case (InviteServerState.Proceeding, InviteServerInput.SendFailure):
                var start = InviteServerActions.Send | InviteServerActions.StartTimerH;
                return (InviteServerState.Completed, reliable ? start : start | InviteServerActions.StartTimerG);

            case (InviteServerState.Completed, InviteServerInput.InviteAgain):
                return (state, InviteServerActions.Resend);
            case (InviteServerState.Completed, InviteServerInput.TimerG):
                return (state, InviteServerActions.Resend | InviteServerActions.RestartTimerG);
            case (InviteServerState.Completed, InviteServerInput.TimerH):
                return (InviteServerState.Terminated, InviteServerActions.Terminate);
            case (InviteServerState.Completed, InviteServerInput.Ack):
                return reliable
                    ? (InviteServerState.Terminated, InviteServerActions.Terminate)
                    : (InviteServerState.Confirmed, InviteServerActions.StopTimers | InviteServerActions.StartTimerI);

            case (InviteServerState.Confirmed, InviteServerInput.TimerI):
            case (InviteServerState.Accepted, InviteServerInput.TimerL):
                return (InviteServerState.Terminated, InviteServerActions.Terminate);

            // The user repeats its 2xx through the transaction while it lasts.
            case (InviteServerState.Accepted, InviteServerInput.SendSuccess):
                return (state, InviteServerActions.Send);

            default:
                return (state, InviteServerActions.None);
        }
    }
}
