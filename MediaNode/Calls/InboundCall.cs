using System.Diagnostics.CodeAnalysis;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Ivr;
using OrleansConf.MediaNode.Sip;
using OrleansConf.MediaNode.Sip.Sdp;

namespace OrleansConf.MediaNode.Calls;

/// <summary>One call from INVITE to its record.</summary>
/// <remarks>
/// <see cref="RunAsync"/> reads in the order of a call's life and alone closes it. Whoever wants the call over posts a
/// <see cref="Termination"/> by <see cref="TryEnd"/>; the first one counts.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A token source without timer or wait handle holds nothing to free.")]
public sealed partial class InboundCall : ISipCallListener
{
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(6);

    private readonly SipInboundCall _sip;
    private readonly CallParts _parts;
    private readonly long _nodeEpoch;
    private readonly ILogger _logger;
    private readonly DateTimeOffset _receivedAt;
    private readonly TaskCompletionSource<Termination> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private CallMedia? _media;
    private Language _language = Language.English;
    private CancellationTokenSource? _music;
    private bool _answered;

    public InboundCall(SipInboundCall sip, CallParts parts, long nodeEpoch)
    {
        _sip = sip;
        _parts = parts;
        _nodeEpoch = nodeEpoch;
        _logger = parts.Logger;
        _receivedAt = parts.Time.GetUtcNow();
        Id = new CallId(Guid.CreateVersion7(_receivedAt).ToString("N"));
    }

    public CallId Id { get; }

    /// <summary>Completes when the record is on its way and the port is given back.</summary>
    public Task Closed => _closed.Task;

    /// <summary>The whole life of the call, once.</summary>
    public async Task<Termination> RunAsync()
    {
        using var scope = CallScope(_logger, Id);
        LogReceived(Id, Masked.Number(_sip.Caller.User), _sip.RequestUri.User, _sip.RemoteEndPoint);
        _parts.Instruments.Began();
        _sip.Listener = this;
        _ = WatchSignallingAsync();
        Termination why;
        try
        {
            why = await LiveAsync();
        }
        catch (OperationCanceledException) when (_end.Task.IsCompletedSuccessfully)
        {
            why = await _end.Task;
        }
        catch (Exception failure)
        {
            LogFailed(failure);
            why = Termination.ServerError(TerminationReason.InternalError);
        }

        TryEnd(why);
        why = await _end.Task;
        await CloseAsync(why);
        return why;
    }

    /// <summary>Any thread; false if the call is ending already.</summary>
    public bool TryEnd(Termination why)
    {
        if (!_end.TrySetResult(why))
            return false;
        _ = _over.CancelAsync();
        return true;
    }

    SessionDescription? ISipCallListener.OnOffer(SessionDescription offer) => _media?.Answer(offer);

    void ISipCallListener.OnDtmf(char key, TimeSpan duration) => _media?.Leg.PressKey(key);

    private async Task<Termination> LiveAsync()
    {
        if (await OpenAsync() is not { } opened)
            return await RejectAsync(503, Termination.ServerError(TerminationReason.ClusterUnavailable));
        if (opened is { Accepted: false, PromptBeforeReject: null })
            return await RejectAsync(opened.SipStatus, Termination.ClientError(opened.Reason));

        _language = Languages.TryParse(opened.Language, out var language) ? language : Language.English;
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

        return await TakePartAsync(admission, opened);
    }

    private async Task<CallOpened?> OpenAsync()
    {
        var caller = _sip.Caller;
        try
        {
            return await _parts.Cluster.OpenAsync(Id, new CallOpening
            {
                Node = new NodeId(_parts.Node.Value.Id),
                NodeEpoch = _nodeEpoch,
                Dialled = _sip.RequestUri.User,
                Caller = caller.IsWithheld || caller.User.Length == 0 ? null : caller.User,
                CallerWithheld = caller.IsWithheld,
                TrunkCountry = _parts.Trunk.Value.Country,
                Trunk = _parts.Trunk.Value.Name,
                ReceivedAt = _receivedAt,
                SipCallId = _sip.SipCallId,
                SourceAddress = _sip.RemoteEndPoint.Address.ToString(),
            }).WaitAsync(_over.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogClusterUnavailable(failure.Message);
            return null;
        }
    }

    /// <summary>A leg and an answer to the offer; null when all is well.</summary>
    private async Task<Termination?> OpenMediaAsync()
    {
        var local = LocalAddress.ForMedia(_sip.RemoteEndPoint.Address, _sip.Offer, _parts.Sip.Value.AnnouncedAddress);
        var (media, problem) = await CallMedia.OpenAsync(_parts.Engine, local, _sip.RemoteEndPoint.Address, _sip.Offer);
        _media = media;
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
            return await _parts.Cluster.EnterAsync(Id, new CallEntry { Attempt = 1 }).WaitAsync(_over.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogClusterUnavailable(failure.Message);
            return Admission.Refused(AdmissionOutcome.Unavailable);
        }
    }

    /// <summary>200 OK; from here the call has a duration. False when the caller's late answer fits no codec.</summary>
    private async Task<bool> AnswerAsync()
    {
        _over.Token.ThrowIfCancellationRequested();
        await _sip.AnswerAsync(_media!.Local!);
        _answered = true;
        var answeredAt = _parts.Time.GetUtcNow();
        _parts.Instruments.Answered(answeredAt - _receivedAt);
        _ = WatchMediaAsync();
        await _parts.Cluster.AnsweredAsync(Id, answeredAt).WaitAsync(_over.Token);
        if (_sip.Offer is not null)
            return true;
        return await _sip.Confirmed.WaitAsync(_over.Token) is { } answer && _media.Accept(answer);
    }

    private async Task<(Admission? Admission, string? Reason)> AskAsync(CallOpened opened)
    {
        var door = new RoomDoor(Id, _parts.Cluster);
        var line = new CallLine(_media!.Leg, _parts.Prompts, _parts.Time);
        var dialogue = new JoinDialogue(line, door, JoinLimits.Of(opened, _parts.Join.Value), _parts.Time);
        var script = opened.Steps == EntrySteps.PinOnly ? JoinScript.OwnNumber(_language) : JoinScript.SharedNumber(_language);
        var result = await dialogue.RunAsync(script, _over.Token);
        _language = result.Language;
        return result.Admitted && door.Admission is { } admission ? (admission, null) : (null, result.EndReason ?? TerminationReason.InternalError);
    }

    private async Task<Termination> TakePartAsync(Admission admission, CallOpened opened)
    {
        var seat = new Seat(this, _media!, _language, ParticipantOf(admission, opened), admission.ConferenceId ?? "");
        LogJoined(admission.Room!.Value, admission.Role);
        var room = _parts.Rooms.Join(seat, admission.Room!.Value, admission.EntrySound);
        Termination why;
        try
        {
            if (admission is { AlonePrompt: true, ParticipantCount: 1, Waiting: false })
                SayAlone(seat, room);
            var keypad = new CallKeypad(
                seat, room, _parts.Cluster, _parts.Prompts, _parts.KeyMaps[admission.KeyMap], _parts.Time, _logger);
            _ = keypad.RunAsync(_over.Token);
            why = await WaitForEndAsync(opened.MaxCallLength);
        }
        finally
        {
            StopMusic();
            _parts.Rooms.Leave(room, seat);
        }

        await SayFarewellAsync(why);
        return why;
    }

    /// <summary>Unless someone else has come while the prompt was fetched.</summary>
    private void SayAlone(Seat seat, NodeRoom room)
    {
        var alone = _parts.Prompts.Of(_language, PromptIds.Alone);
        lock (room.Gate)
        {
            if (room.Seats.Count > 1)
                return;
            seat.HearsAlone = true;
            _ = seat.Media.Leg.PlayAsync(alone, keyStops: true, _over.Token);
        }
    }

    private async Task<Termination> WaitForEndAsync(TimeSpan longest)
    {
        try
        {
            return longest > TimeSpan.Zero
                ? await _end.Task.WaitAsync(longest, _parts.Time)
                : await _end.Task;
        }
        catch (TimeoutException)
        {
            TryEnd(Termination.Success(TerminationReason.CallTooLong));
            return await _end.Task;
        }
    }

    /// <summary>Tells a participant whom the platform ends why it does so.</summary>
    private async Task SayFarewellAsync(Termination why)
    {
        if (Farewell.Of(why.Reason) is not { } prompt || _sip.Ended.IsCompleted)
            return;
        using var limit = new CancellationTokenSource(FarewellLimit, _parts.Time);
        await _media!.Leg.PlayAsync(_parts.Prompts.Of(_language, prompt), keyStops: true, limit.Token).WaitAsync(FarewellLimit, _parts.Time)
            .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private Participant ParticipantOf(Admission admission, CallOpened opened) => new()
    {
        Id = admission.Participant!.Value,
        CallId = Id,
        Node = new NodeId(_parts.Node.Value.Id),
        Role = admission.Role,
        CallerNumber = _sip.Caller.IsWithheld ? null : _sip.Caller.User,
        DialledNumber = _sip.RequestUri.User,
        NumberKind = opened.NumberKind,
        Country = admission.Country,
        JoinedAt = _parts.Time.GetUtcNow(),
        Muted = admission.Muted,
        Waiting = admission.Waiting,
    };
}
