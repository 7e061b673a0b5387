using OrleansConf.MediaNode.Sip.Transactions;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip.Transactions;

/// <summary>The state diagrams of RFC 3261 §17 and RFC 6026, arrow by arrow.</summary>
public class TransactionMachineTests
{
    [Fact]
    public void InviteServer_Arrows_AreThoseOfTheRfcs()
    {
        Check(InviteServerState.Proceeding, InviteServerInput.InviteAgain, InviteServerState.Proceeding, InviteServerActions.Resend);
        Check(InviteServerState.Proceeding, InviteServerInput.SendProvisional, InviteServerState.Proceeding, InviteServerActions.Send);
        Check(InviteServerState.Proceeding, InviteServerInput.SendSuccess, InviteServerState.Accepted,
            InviteServerActions.Send | InviteServerActions.StartTimerL);
        Check(InviteServerState.Proceeding, InviteServerInput.SendFailure, InviteServerState.Completed,
            InviteServerActions.Send | InviteServerActions.StartTimerG | InviteServerActions.StartTimerH);
        Check(InviteServerState.Proceeding, InviteServerInput.SendFailure, InviteServerState.Completed,
            InviteServerActions.Send | InviteServerActions.StartTimerH, reliable: true);
        Check(InviteServerState.Completed, InviteServerInput.TimerG, InviteServerState.Completed,
            InviteServerActions.Resend | InviteServerActions.RestartTimerG);
        Check(InviteServerState.Completed, InviteServerInput.InviteAgain, InviteServerState.Completed, InviteServerActions.Resend);
        Check(InviteServerState.Completed, InviteServerInput.SendSuccess, InviteServerState.Completed, InviteServerActions.None);
        Check(InviteServerState.Completed, InviteServerInput.Ack, InviteServerState.Confirmed,
            InviteServerActions.StopTimers | InviteServerActions.StartTimerI);
        Check(InviteServerState.Completed, InviteServerInput.Ack, InviteServerState.Terminated, InviteServerActions.Terminate, reliable: true);
        Check(InviteServerState.Completed, InviteServerInput.TimerH, InviteServerState.Terminated, InviteServerActions.Terminate);
        Check(InviteServerState.Confirmed, InviteServerInput.Ack, InviteServerState.Confirmed, InviteServerActions.None);
        Check(InviteServerState.Confirmed, InviteServerInput.TimerI, InviteServerState.Terminated, InviteServerActions.Terminate);
        Check(InviteServerState.Accepted, InviteServerInput.InviteAgain, InviteServerState.Accepted, InviteServerActions.None);
        Check(InviteServerState.Accepted, InviteServerInput.SendFailure, InviteServerState.Accepted, InviteServerActions.None);
        Check(InviteServerState.Accepted, InviteServerInput.TimerL, InviteServerState.Terminated, InviteServerActions.Terminate);

        static void Check(InviteServerState from, InviteServerInput input, InviteServerState to, InviteServerActions actions, bool reliable = false) =>
            Assert.Equal((to, actions), InviteServerMachine.Step(from, input, reliable));
    }

    [Fact]
    public void NonInviteServer_Arrows_AreThoseOfTheRfc()
    {
        Check(NonInviteServerState.Trying, NonInviteServerInput.RequestAgain, NonInviteServerState.Trying, NonInviteServerActions.None);
        Check(NonInviteServerState.Trying, NonInviteServerInput.SendProvisional, NonInviteServerState.Proceeding, NonInviteServerActions.Send);
        Check(NonInviteServerState.Proceeding, NonInviteServerInput.RequestAgain, NonInviteServerState.Proceeding, NonInviteServerActions.Resend);
        Check(NonInviteServerState.Trying, NonInviteServerInput.SendFinal, NonInviteServerState.Completed,
            NonInviteServerActions.Send | NonInviteServerActions.StartTimerJ);
        Check(NonInviteServerState.Trying, NonInviteServerInput.SendFinal, NonInviteServerState.Terminated,
            NonInviteServerActions.Send | NonInviteServerActions.Terminate, reliable: true);
        Check(NonInviteServerState.Completed, NonInviteServerInput.SendFinal, NonInviteServerState.Completed, NonInviteServerActions.None);
        Check(NonInviteServerState.Completed, NonInviteServerInput.RequestAgain, NonInviteServerState.Completed, NonInviteServerActions.Resend);
        Check(NonInviteServerState.Completed, NonInviteServerInput.TimerJ, NonInviteServerState.Terminated, NonInviteServerActions.Terminate);

        static void Check(
            NonInviteServerState from, NonInviteServerInput input, NonInviteServerState to, NonInviteServerActions actions, bool reliable = false) =>
            Assert.Equal((to, actions), NonInviteServerMachine.Step(from, input, reliable));
    }

    [Fact]
    public void InviteClient_Arrows_AreThoseOfTheRfcs()
    {
        const InviteClientActions refused = InviteClientActions.StopTimers | InviteClientActions.PassUp | InviteClientActions.SendAck;
        Check(InviteClientState.Calling, InviteClientInput.TimerA, InviteClientState.Calling, InviteClientActions.Resend | InviteClientActions.RestartTimerA);
        Check(InviteClientState.Calling, InviteClientInput.TimerB, InviteClientState.Terminated,
            InviteClientActions.ReportTimeout | InviteClientActions.Terminate);
        Check(InviteClientState.Calling, InviteClientInput.TransportError, InviteClientState.Terminated,
            InviteClientActions.ReportTransportError | InviteClientActions.Terminate);
        Check(InviteClientState.Calling, InviteClientInput.Provisional, InviteClientState.Proceeding,
            InviteClientActions.StopTimers | InviteClientActions.PassUp);
        Check(InviteClientState.Proceeding, InviteClientInput.TimerA, InviteClientState.Proceeding, InviteClientActions.None);
        Check(InviteClientState.Proceeding, InviteClientInput.Success, InviteClientState.Accepted,
            InviteClientActions.StopTimers | InviteClientActions.PassUp | InviteClientActions.StartTimerM);
        Check(InviteClientState.Proceeding, InviteClientInput.Failure, InviteClientState.Completed, refused | InviteClientActions.StartTimerD);
        Check(InviteClientState.Calling, InviteClientInput.Failure, InviteClientState.Terminated, refused | InviteClientActions.Terminate, reliable: true);
        Check(InviteClientState.Completed, InviteClientInput.Failure, InviteClientState.Completed, InviteClientActions.SendAck);
        Check(InviteClientState.Completed, InviteClientInput.Success, InviteClientState.Completed, InviteClientActions.None);
        Check(InviteClientState.Completed, InviteClientInput.TimerD, InviteClientState.Terminated, InviteClientActions.Terminate);
        Check(InviteClientState.Accepted, InviteClientInput.Success, InviteClientState.Accepted, InviteClientActions.PassUp);
        Check(InviteClientState.Accepted, InviteClientInput.Failure, InviteClientState.Accepted, InviteClientActions.None);
        Check(InviteClientState.Accepted, InviteClientInput.TimerM, InviteClientState.Terminated, InviteClientActions.Terminate);

        static void Check(InviteClientState from, InviteClientInput input, InviteClientState to, InviteClientActions actions, bool reliable = false) =>
            Assert.Equal((to, actions), InviteClientMachine.Step(from, input, reliable));
    }

    [Fact]
    public void NonInviteClient_Arrows_AreThoseOfTheRfc()
    {
        const NonInviteClientActions done = NonInviteClientActions.StopTimers | NonInviteClientActions.PassUp;
        Check(NonInviteClientState.Trying, NonInviteClientInput.TimerE, NonInviteClientState.Trying,
            NonInviteClientActions.Resend | NonInviteClientActions.RestartTimerE);
        Check(NonInviteClientState.Proceeding, NonInviteClientInput.TimerE, NonInviteClientState.Proceeding,
            NonInviteClientActions.Resend | NonInviteClientActions.RestartTimerEAtT2);
        Check(NonInviteClientState.Proceeding, NonInviteClientInput.TimerF, NonInviteClientState.Terminated,
            NonInviteClientActions.ReportTimeout | NonInviteClientActions.Terminate);
        Check(NonInviteClientState.Trying, NonInviteClientInput.TransportError, NonInviteClientState.Terminated,
            NonInviteClientActions.ReportTransportError | NonInviteClientActions.Terminate);
        Check(NonInviteClientState.Trying, NonInviteClientInput.Final, NonInviteClientState.Completed, done | NonInviteClientActions.StartTimerK);
        Check(NonInviteClientState.Trying, NonInviteClientInput.Final, NonInviteClientState.Terminated, done | NonInviteClientActions.Terminate, reliable: true);
        Check(NonInviteClientState.Completed, NonInviteClientInput.Final, NonInviteClientState.Completed, NonInviteClientActions.None);
        Check(NonInviteClientState.Completed, NonInviteClientInput.TimerK, NonInviteClientState.Terminated, NonInviteClientActions.Terminate);

        static void Check(
            NonInviteClientState from, NonInviteClientInput input, NonInviteClientState to, NonInviteClientActions actions, bool reliable = false) =>
            Assert.Equal((to, actions), NonInviteClientMachine.Step(from, input, reliable));
    }
}
