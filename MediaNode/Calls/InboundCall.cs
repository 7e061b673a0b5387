using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Ivr;
using OrleansConf.MediaNode.Sip;

namespace OrleansConf.MediaNode.Calls;

/// <summary>A call that came in: from INVITE through the entry dialogue into a room.</summary>
public sealed class InboundCall : ConferenceCall
{
    private readonly SipInboundCall _sip;
    private readonly long _nodeEpoch;
    private readonly DateTimeOffset _receivedAt;

    public InboundCall(SipInboundCall sip, CallParts parts, long nodeEpoch)
        : this(sip, parts, nodeEpoch, parts.Time.GetUtcNow())
    {
    }

    private InboundCall(SipInboundCall sip, CallParts parts, long nodeEpoch, DateTimeOffset receivedAt)
        : base(new CallId(Guid.CreateVersion7(receivedAt).ToString("N")), parts)
    {
        _sip = sip;
        _nodeEpoch = nodeEpoch;
        _receivedAt = receivedAt;
    }

    private protected override SipCall Sip => _sip;

    private protected override async Task<Termination> LiveAsync()
    {
        LogBegan(Id, Masked.Number(_sip.Caller.User), _sip.RequestUri.User, _sip.RemoteEndPoint);
        _ = WatchSignallingAsync(_sip);
        if (await OpenAsync() is not { } opened)
            return await RejectAsync(503, Termination.ServerError(TerminationReason.ClusterUnavailable));
        if (opened is { Accepted: false, PromptBeforeReject: null })
            return await RejectAsync(opened.SipStatus, Termination.ClientError(opened.Reason));
        Language = Languages.TryParse(opened.Language, out var language) ? language : Language.English;
        if (await OpenMediaAsync() is { } refused)
            return refused;
        if (!opened.Accepted)
            return await RejectByPromptAsync(opened);

        var admission = opened.Steps == EntrySteps.None ? await EnterAsync() : null;
        if (admission is { Outcome: not AdmissionOutcome.Admitted })
            return await RejectAsync(RejectionStatus.Of(admission.Outcome), Termination.ClientError(RejectionStatus.Reason(admission.Outcome)));
        if (!await AnswerAsync())
            return Termination.ClientError(TerminationReason.NoCommonCodec);

        if (admission is null)
        {
            var (admitted, reason) = await AskAsync(opened);
            if (admitted is null)
                return Termination.ClientError(reason!);
            admission = admitted;
        }

        return await TakePartAsync(admission, admitted => ParticipantOf(admitted, opened), opened.MaxCallLength);
    }

    private async Task<CallOpened?> OpenAsync()
    {
        var caller = _sip.Caller;
        try
        {
            return await Parts.Cluster.OpenAsync(Id, new CallOpening
            {
                Node = Node,
                NodeEpoch = _nodeEpoch,
                Dialled = _sip.RequestUri.User,
                Caller = caller.IsWithheld || caller.User.Length == 0 ? null : caller.User,
                CallerWithheld = caller.IsWithheld,
                TrunkCountry = Parts.Trunk.Value.Country,
                Trunk = Parts.Trunk.Value.Name,
                ReceivedAt = _receivedAt,
                SipCallId = _sip.SipCallId,
                SourceAddress = _sip.RemoteEndPoint.Address.ToString(),
            }).WaitAsync(Over);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogClusterFailure(failure);
            return null;
        }
    }

    /// <summary>A leg and an answer to the offer; null when all is well.</summary>
    private async Task<Termination?> OpenMediaAsync()
    {
        var local = LocalAddress.ForMedia(_sip.RemoteEndPoint.Address, _sip.Offer, Parts.Sip.Value.AnnouncedAddress);
        var (media, problem) = await CallMedia.OpenAsync(Parts.Engine, local, _sip.RemoteEndPoint.Address, _sip.Offer);
        Media = media;
        return problem switch
        {
            MediaProblem.NoPort => await RejectAsync(503, Termination.ServerError(TerminationReason.NoMediaPort)),
            MediaProblem.NoCommonCodec => await RejectAsync(488, Termination.ClientError(TerminationReason.NoCommonCodec)),
            _ => null,
        };
    }

    private async Task<Admission> EnterAsync()
    {
        try
        {
            return await Parts.Cluster.EnterAsync(Id, new CallEntry { Attempt = 1 }).WaitAsync(Over);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogClusterFailure(failure);
            return Admission.Refused(AdmissionOutcome.Unavailable);
        }
    }

    /// <summary>200 OK; from here the call has a duration. False when the caller's late answer fits no codec.</summary>
    private async Task<bool> AnswerAsync()
    {
        Over.ThrowIfCancellationRequested();
        await _sip.AnswerAsync(Media!.Local!);
        Answered = true;
        var answeredAt = Parts.Time.GetUtcNow();
        Parts.Instruments.Answered(answeredAt - _receivedAt);
        _ = WatchMediaAsync();
        await Parts.Cluster.AnsweredAsync(Id, answeredAt).WaitAsync(Over);
        if (_sip.Offer is not null)
            return true;
        return await _sip.Confirmed.WaitAsync(Over) is { } answer && Media.Accept(answer);
    }

    private async Task<(Admission? Admission, string? Reason)> AskAsync(CallOpened opened)
    {
        var door = new RoomDoor(Id, Parts.Cluster);
        var line = new CallLine(Media!.Leg, Parts.Prompts, Parts.Time);
        var dialogue = new JoinDialogue(line, door, JoinLimits.Of(opened, Parts.Join.Value), Parts.Time);
        var script = opened.Steps == EntrySteps.PinOnly ? JoinScript.OwnNumber(Language) : JoinScript.SharedNumber(Language);
        var result = await dialogue.RunAsync(script, Over);
        Language = result.Language;
        return result.Admitted && door.Admission is { } admission ? (admission, null) : (null, result.EndReason ?? TerminationReason.InternalError);
    }

    private async Task<Termination> RejectAsync(int status, Termination why)
    {
        // The reason is posted first: the stack reports its own end of the call once the response is out.
        TryEnd(why);
        await _sip.RejectAsync(status);
        return why;
    }

    /// <summary>R-ACC-2: the plan wants the caller to hear why before he is turned away.</summary>
    private async Task<Termination> RejectByPromptAsync(CallOpened opened)
    {
        await _sip.AnswerAsync(Media!.Local!);
        Answered = true;
        await Media.Leg.PlayAsync(
            Parts.Prompts.Of(Language, new PromptId(opened.PromptBeforeReject!)), keyStops: false, Over).WaitAsync(Over);
        return Termination.ClientError(opened.Reason);
    }

    private Participant ParticipantOf(Admission admission, CallOpened opened) => new()
    {
        Id = admission.Participant!.Value,
        CallId = Id,
        Node = Node,
        Role = admission.Role,
        CallerNumber = _sip.Caller.IsWithheld ? null : _sip.Caller.User,
        DialledNumber = _sip.RequestUri.User,
        NumberKind = opened.NumberKind,
        Country = admission.Country,
        JoinedAt = Parts.Time.GetUtcNow(),
        Muted = admission.Muted,
        Waiting = admission.Waiting,
    };
}
