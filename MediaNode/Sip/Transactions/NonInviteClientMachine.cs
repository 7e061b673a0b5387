namespace OrleansConf.MediaNode.Sip.Transactions;

internal enum NonInviteClientState
{
    Trying,
    Proceeding,
    Completed,
    Terminated,
}

internal enum NonInviteClientInput
{
    Provisional,
    Final,
    TimerE,
    TimerF,
    TimerK,
    TransportError,
}

[Flags]
internal enum NonInviteClientActions
{
    None = 0,
    Resend = 1,

    /// <summary>Doubling up to T2.</summary>
    RestartTimerE = 2,

    /// <summary>At T2 at once (Proceeding).</summary>
    RestartTimerEAtT2 = 4,
    StopTimers = 8,
    PassUp = 16,
    StartTimerK = 32,
    ReportTimeout = 64,
    ReportTransportError = 128,
    Terminate = 256,
}

/// <summary>The non-INVITE client transaction (RFC 3261 §17.1.2) as a function over values.</summary>
internal static class NonInviteClientMachine
{
    public static (NonInviteClientState Next, NonInviteClientActions Actions) Step(
        NonInviteClientState state, NonInviteClientInput input, bool reliable)
    {
        switch (state, input)
        {
            case (NonInviteClientState.Trying, NonInviteClientInput.TimerE):
                return (state, NonInviteClientActions.Resend | NonInviteClientActions.RestartTimerE);
            case (NonInviteClientState.Proceeding, NonInviteClientInput.TimerE):
                return (state, NonInviteClientActions.Resend | NonInviteClientActions.RestartTimerEAtT2);
            case (NonInviteClientState.Trying or NonInviteClientState.Proceeding, NonInviteClientInput.TimerF):
                return (NonInviteClientState.Terminated, NonInviteClientActions.ReportTimeout | NonInviteClientActions.Terminate);
            case (NonInviteClientState.Trying or NonInviteClientState.Proceeding, NonInviteClientInput.TransportError):
                return (NonInviteClientState.Terminated, NonInviteClientActions.ReportTransportError | NonInviteClientActions.Terminate);
            case (NonInviteClientState.Trying or NonInviteClientState.Proceeding, NonInviteClientInput.Provisional):
                return (NonInviteClientState.Proceeding, NonInviteClientActions.PassUp);
            case (NonInviteClientState.Trying or NonInviteClientState.Proceeding, NonInviteClientInput.Final):
                var end = NonInviteClientActions.StopTimers | NonInviteClientActions.PassUp;
                return reliable
                    ? (NonInviteClientState.Terminated, end | NonInviteClientActions.Terminate)
                    : (NonInviteClientState.Completed, end | NonInviteClientActions.StartTimerK);
            case (NonInviteClientState.Completed, NonInviteClientInput.TimerK):
                return (NonInviteClientState.Terminated, NonInviteClientActions.Terminate);
            default:
                return (state, NonInviteClientActions.None);
        }
    }
}
