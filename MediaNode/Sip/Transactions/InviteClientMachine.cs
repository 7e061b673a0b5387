namespace OrleansConf.MediaNode.Sip.Transactions;

internal enum InviteClientState
{
    Calling,
    Proceeding,
    Completed,

    /// <summary>After a 2xx (RFC 6026 §7.2): further 2xx, also of other forks, still reach the user.</summary>
    Accepted,
    Terminated,
}

internal enum InviteClientInput
{
    Provisional,
    Success,
    Failure,
    TimerA,
    TimerB,
    TimerD,
    TimerM,
    TransportError,
}

[Flags]
internal enum InviteClientActions
{
    None = 0,
    Resend = 1,
    RestartTimerA = 2,
    StopTimers = 4,
    PassUp = 8,
    SendAck = 16,
    StartTimerD = 32,
    StartTimerM = 64,
    ReportTimeout = 128,
    ReportTransportError = 256,
    Terminate = 512,
}

/// <summary>The INVITE client transaction (RFC 3261 §17.1.1, RFC 6026 §7.2) as a function over values.</summary>
internal static class InviteClientMachine
{
    public static (InviteClientState Next, InviteClientActions Actions) Step(InviteClientState state, InviteClientInput input, bool reliable)
    {
        switch (state, input)
        {
            case (InviteClientState.Calling, InviteClientInput.TimerA):
                return (state, InviteClientActions.Resend | InviteClientActions.RestartTimerA);
            // In Proceeding it runs only after a CANCEL (RFC 3261 §9.1).
            case (InviteClientState.Calling or InviteClientState.Proceeding, InviteClientInput.TimerB):
                return (InviteClientState.Terminated, InviteClientActions.ReportTimeout | InviteClientActions.Terminate);
            case (InviteClientState.Calling or InviteClientState.Proceeding, InviteClientInput.TransportError):
                return (InviteClientState.Terminated, InviteClientActions.ReportTransportError | InviteClientActions.Terminate);

            case (InviteClientState.Calling or InviteClientState.Proceeding, InviteClientInput.Provisional):
                return (InviteClientState.Proceeding, InviteClientActions.StopTimers | InviteClientActions.PassUp);
            case (InviteClientState.Calling or InviteClientState.Proceeding, InviteClientInput.Success):
                return (InviteClientState.Accepted, InviteClientActions.StopTimers | InviteClientActions.PassUp | InviteClientActions.StartTimerM);
            case (InviteClientState.Calling or InviteClientState.Proceeding, InviteClientInput.Failure):
                var end = InviteClientActions.StopTimers | InviteClientActions.PassUp | InviteClientActions.SendAck;
                return reliable
                    ? (InviteClientState.Terminated, end | InviteClientActions.Terminate)
                    : (InviteClientState.Completed, end | InviteClientActions.StartTimerD);

            case (InviteClientState.Completed, InviteClientInput.Failure):
                return (state, InviteClientActions.SendAck);
            case (InviteClientState.Accepted, InviteClientInput.Success):
                return (state, InviteClientActions.PassUp);
            case (InviteClientState.Completed, InviteClientInput.TimerD or InviteClientInput.TransportError):
            case (InviteClientState.Accepted, InviteClientInput.TimerM):
                return (InviteClientState.Terminated, InviteClientActions.Terminate);

            default:
                return (state, InviteClientActions.None);
        }
    }
}
