using System.Net;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Numbers;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Ivr;
using OrleansConf.MediaNode.Sip;

namespace OrleansConf.MediaNode.Calls;

/// <summary>A call that we place, for a moderator who dials out or a participant who wants to be called (R-CALL-7).</summary>
public sealed class OutboundCall(OutboundCallOrder order, CallParts parts, SipStack stack, IPEndPoint trunk, long nodeEpoch) : ConferenceCall(order.Call, parts)
{
    private readonly DateTimeOffset _placedAt = parts.Time.GetUtcNow();
    private SipOutboundCall? _sip;
    private bool _joined;

    private protected override SipCall? Sip => _sip;

    private protected override async Task<Termination> LiveAsync()
    {
        LogBegan(Id, Parts.Trunk.Value.CallerNumber, Masked.Number(order.Number), trunk);
        if (await OpenAsync() is not { Accepted: true } opened)
            return Termination.ServerError(TerminationReason.ClusterUnavailable);
        Language = Languages.TryParse(order.Language, out var language) ? language : Language.English;
        if (await DialAsync() is { } unanswered)
            return unanswered;

        var line = new CallLine(Media!.Leg, Parts.Prompts, Parts.Time);
        if (!await new CallMeDialogue(line, JoinLimits.Of(opened, Parts.Join.Value)).RunAsync(Language, Over))
            return Termination.ClientError(TerminationReason.NotAccepted);
        var admission = await EnterAsync();
        if (admission.Outcome != AdmissionOutcome.Admitted)
            return Termination.ClientError(RejectionStatus.Reason(admission.Outcome));
        _joined = true;
        return await TakePartAsync(admission, ParticipantOf, opened.MaxCallLength);
    }

    /// <summary>The room hears of calls that never came in.</summary>
    private protected override Task OnClosingAsync(Termination why) => _joined
        ? Task.CompletedTask
        : Parts.Cluster.DialOutEndedAsync(order.Room, new DialOutEnd { RequestId = order.Invitation, Reason = why.Reason });

    private async Task<CallOpened?> OpenAsync()
    {
        try
        {
            return await Parts.Cluster.OpenAsync(Id, new CallOpening
            {
                Node = Node,
                NodeEpoch = nodeEpoch,
                Dialled = order.Number,
                Caller = Parts.Trunk.Value.CallerNumber,
                TrunkCountry = Parts.Trunk.Value.Country,
                Trunk = Parts.Trunk.Value.Name,
                ReceivedAt = _placedAt,
                SipCallId = Id.Value,
                SourceAddress = trunk.Address.ToString(),
                Order = order,
            }).WaitAsync(Over);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogClusterFailure(failure);
            return null;
        }
    }

    /// <summary>Null when the other side has answered and can be heard.</summary>
    private async Task<Termination?> DialAsync()
    {
        var local = LocalAddress.Towards(trunk.Address, Parts.Sip.Value.AnnouncedAddress);
        (Media, var problem) = await CallMedia.OpenAsync(Parts.Engine, local, trunk.Address, offer: null);
        if (problem != MediaProblem.None)
            return Termination.ServerError(TerminationReason.NoMediaPort);
        var outcome = await stack.CallAsync(Parts.Trunk.Value.RequestTo(order.Number, trunk, Media!.Local!, order.RingTime), Over);
        if (outcome.Call is not { } call)
            return new Termination(TerminationResult.UpstreamError, ReasonOf(outcome.Status));
        _sip = call;
        _ = WatchSignallingAsync(call);
        Answered = true;
        await Parts.Cluster.AnsweredAsync(Id, Parts.Time.GetUtcNow()).WaitAsync(Over);
        if (outcome.Answer is not { } answer || !Media.Accept(answer))
            return Termination.ClientError(TerminationReason.NoCommonCodec);
        _ = WatchMediaAsync();
        return null;
    }

    private async Task<Admission> EnterAsync()
    {
        try
        {
            return await Parts.Cluster.EnterAsync(Id, new CallEntry { Attempt = 1, Invitation = order.Invitation }).WaitAsync(Over);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogClusterFailure(failure);
            return Admission.Refused(AdmissionOutcome.Unavailable);
        }
    }

    private static string ReasonOf(int status) => status switch
    {
        486 or 600 => TerminationReason.Busy,
        408 or 480 or 487 => TerminationReason.NoAnswer,
        603 or 607 => TerminationReason.Declined,
        _ => TerminationReason.NotReachable,
    };

    private Participant ParticipantOf(Admission admission) => new()
    {
        Id = admission.Participant!.Value,
        CallId = Id,
        Node = Node,
        Role = admission.Role,
        CallerNumber = order.Number,
        Name = order.Name,
        DialledNumber = order.Number,
        NumberKind = NumberKind.DialOut,
        Country = admission.Country,
        JoinedAt = Parts.Time.GetUtcNow(),
        Muted = admission.Muted,
        Waiting = admission.Waiting,
    };
}
