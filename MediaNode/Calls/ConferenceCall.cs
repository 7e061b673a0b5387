using System.Diagnostics.CodeAnalysis;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Ivr;
using OrleansConf.MediaNode.Sip;
using OrleansConf.MediaNode.Sip.Sdp;

namespace OrleansConf.MediaNode.Calls;

/// <summary>One call from its first message to its record, whoever placed it.</summary>
/// <remarks>
/// <see cref="RunAsync"/> reads in the order of a call's life and alone closes it. Whoever wants the call over posts a
/// <see cref="Termination"/> by <see cref="TryEnd"/>; the first one counts.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A token source without timer or wait handle holds nothing to free.")]
public abstract partial class ConferenceCall : ISipCallListener
{
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(6);

    private readonly ILogger _logger;
    private readonly TaskCompletionSource<Termination> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private RoomVisit? _visit;

    private protected ConferenceCall(CallId id, CallParts parts)
    {
        Id = id;
        Parts = parts;
        _logger = parts.Logger;
    }

    public CallId Id { get; }

    /// <summary>Completes when the record is on its way and the port is given back.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Fires when the call is ending.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Null until there is one.</summary>
    public CallMedia? Media { get; private protected set; }

    public Language Language { get; private protected set; } = Language.English;

    private protected CallParts Parts { get; }

    private protected NodeId Node => new(Parts.Node.Value.Id);

    /// <summary>Null until signalling has begun.</summary>
    private protected abstract SipCall? Sip { get; }

    private protected bool Answered { get; set; }

    /// <summary>The whole life of the call, once.</summary>
    public async Task<Termination> RunAsync()
    {
        using var scope = CallScope(_logger, Id);
        Parts.Instruments.Began();
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

    /// <summary>Brings the call into another room of the same account, if that lets it in; any thread.</summary>
    public void MoveTo(RoomId destination) => _visit?.Leave(destination);

    SessionDescription? ISipCallListener.OnOffer(SessionDescription offer) => Media?.Answer(offer);

    void ISipCallListener.OnDtmf(char key, TimeSpan duration) => Media?.Leg.PressKey(key);

    /// <summary>From the first message to the reason of the end.</summary>
    private protected abstract Task<Termination> LiveAsync();

    /// <summary>Told after the call is over, before its record is written.</summary>
    private protected virtual Task OnClosingAsync(Termination why) => Task.CompletedTask;

    /// <summary>Sits in the room, and in those it is moved to, until the call ends.</summary>
    private protected async Task<Termination> TakePartAsync(Admission admission, Func<Admission, Participant> describe, TimeSpan longest)
    {
        var since = Parts.Time.GetTimestamp();
        Termination? why;
        do
        {
            LogJoined(admission.Room!.Value, admission.Role);
            var left = longest > TimeSpan.Zero ? longest - Parts.Time.GetElapsedTime(since) : Timeout.InfiniteTimeSpan;
            var visit = new RoomVisit(this, Parts, admission, describe(admission), _end.Task, left);
            _visit = visit;
            (why, var next) = await visit.RunAsync();
            admission = next ?? admission;
        }
        while (why is null);

        TryEnd(why.Value);
        why = await _end.Task;
        await SayFarewellAsync(why.Value);
        return why.Value;
    }

    /// <summary>Ends the call when its signalling does.</summary>
    private protected async Task WatchSignallingAsync(SipCall sip)
    {
        sip.Listener = this;
        var end = await sip.Ended;
        TryEnd(end.Reason switch
        {
            SipCallEndReason.RemoteBye => Termination.Success(TerminationReason.CallerHungUp),
            SipCallEndReason.RemoteCancel => Termination.Success(TerminationReason.CallerCancelled),
            SipCallEndReason.NoAck => new Termination(TerminationResult.UpstreamError, TerminationReason.NoAck),
            SipCallEndReason.PeerGone or SipCallEndReason.TransportLost or SipCallEndReason.SessionExpired =>
                new Termination(TerminationResult.UpstreamError, TerminationReason.PeerGone),
            SipCallEndReason.StackStopped => Termination.Success(TerminationReason.NodeDraining),
            _ => Termination.ServerError(TerminationReason.InternalError),
        });
    }

    /// <summary>Ends the call when nothing is heard of it.</summary>
    private protected async Task WatchMediaAsync()
    {
        await Media!.Leg.MediaLost;
        TryEnd(new Termination(TerminationResult.UpstreamError, TerminationReason.MediaTimeout));
    }

    private protected void LogClusterFailure(Exception failure) => LogClusterUnavailable(failure.Message);

    /// <summary>Tells a participant whom the platform ends why it does so.</summary>
    private async Task SayFarewellAsync(Termination why)
    {
        if (Farewell.Of(why.Reason) is not { } prompt || Sip is not { Ended.IsCompleted: false })
            return;
        using var limit = new CancellationTokenSource(FarewellLimit, Parts.Time);
        await Media!.Leg.PlayAsync(Parts.Prompts.Of(Language, prompt), keyStops: true, limit.Token).WaitAsync(FarewellLimit, Parts.Time)
            .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>BYE, leave the room and write the record, drain the port: in this order, once.</summary>
    private async Task CloseAsync(Termination why)
    {
        var endedAt = Parts.Time.GetUtcNow();
        try
        {
            if (Sip is { Ended.IsCompleted: false } sip)
                await sip.HangUpAsync(SipHangUpReason.NormalClearing);
            await OnClosingAsync(why);
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }

        var figures = CallFiguresReader.Read(Media);
        LogEnded(Id, why, Answered, figures.Codec, figures.PacketsReceived, figures.PacketsSent, figures.PacketsLost);
        Parts.Instruments.Ended(why, figures);
        var ending = new CallEnding { EndedAt = endedAt, Termination = why, Figures = figures, StillWaiting = _visit?.StillWaiting };
        await Parts.Cluster.EndAsync(Id, ending, Parts.EndRetryLimit);
        if (Media is not null)
            await Media.DisposeAsync();
        _closed.TrySetResult();
    }
}
