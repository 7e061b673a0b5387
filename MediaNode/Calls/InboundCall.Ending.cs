using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.MediaNode.Ivr;
using OrleansConf.MediaNode.Sip;

namespace OrleansConf.MediaNode.Calls;

/// <summary>The ways a call ends, and its one close.</summary>
public sealed partial class InboundCall
{
    /// <summary>Music while the caller waits for a moderator; idempotent.</summary>
    public void PlayMusic()
    {
        var music = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        if (Interlocked.CompareExchange(ref _music, music, null) is not null)
        {
            music.Dispose();
            return;
        }

        _ = LoopMusicAsync(music.Token);
    }

    public void StopMusic()
    {
        if (Interlocked.Exchange(ref _music, null) is not { } music)
            return;
        music.Cancel();
        music.Dispose();
    }

    private async Task LoopMusicAsync(CancellationToken stop)
    {
        await _media!.Leg.PlayAsync(_parts.Prompts.Of(_language, PromptIds.WaitingForModerator), keyStops: false, stop);
        await _media.Leg.PlayAsync(_parts.Prompts.Of(_language, PromptIds.HoldMusic), keyStops: false, repeat: true, stop);
    }

    private async Task WatchSignallingAsync()
    {
        var end = await _sip.Ended;
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

    private async Task WatchMediaAsync()
    {
        await _media!.Leg.MediaLost;
        TryEnd(new Termination(TerminationResult.UpstreamError, TerminationReason.MediaTimeout));
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
        await _sip.AnswerAsync(_media!.Local!);
        _answered = true;
        await _media.Leg.PlayAsync(
            _parts.Prompts.Of(_language, new PromptId(opened.PromptBeforeReject!)), keyStops: false, _over.Token).WaitAsync(_over.Token);
        return Termination.ClientError(opened.Reason);
    }

    /// <summary>BYE, leave the room and write the record, drain the port: in this order, once.</summary>
    private async Task CloseAsync(Termination why)
    {
        var endedAt = _parts.Time.GetUtcNow();
        try
        {
            if (!_sip.Ended.IsCompleted)
                await _sip.HangUpAsync(SipHangUpReason.NormalClearing);
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }

        var figures = CallFiguresReader.Read(_media);
        LogEnded(Id, why, _answered, figures.Codec, figures.PacketsReceived, figures.PacketsSent, figures.PacketsLost);
        _parts.Instruments.Ended(why, figures);
        await _parts.Cluster.EndAsync(
            Id, new CallEnding { EndedAt = endedAt, Termination = why, Figures = figures }, _parts.EndRetryLimit);
        if (_media is not null)
            await _media.DisposeAsync();
        _closed.TrySetResult();
    }
}
