using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Calls;

/// <summary>A call's stay in one room: seat, keypad, and the ways it ends.</summary>
/// <param name="ended">Completes when the call is ending.</param>
/// <param name="longest">How long the stay may be.</param>
internal sealed class RoomVisit(
    ConferenceCall call, CallParts parts, Admission admission, Participant participant, Task<Termination> ended, TimeSpan longest)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<RoomId> _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the participant waited for a moderator to the end of the visit; null before that.</summary>
    public bool? StillWaiting { get; private set; }

    /// <summary>Asks the visit to go on in another room; any thread.</summary>
    public void Leave(RoomId destination)
    {
        lock (_lock)
        {
            _leaving.TrySetResult(destination);
        }
    }

    /// <summary>Returns why the call ends, or the admission of the room it goes to.</summary>
    public async Task<(Termination? Why, Admission? Next)> RunAsync()
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(call.Over);
        var media = call.Media!;
        var seat = new Seat(call, media, call.Language, participant, admission.ConferenceId ?? "")
        {
            Music = new WaitingMusic(media.Leg, parts.Prompts, call.Language, over.Token),
            HoldMusic = new HoldMusicDetector(parts.HoldMusic.Value.After),
        };
        var room = parts.Rooms.Join(seat, admission.Room!.Value, admission.EntrySound);
        try
        {
            if (admission.Recording == RecordingPhase.On)
                _ = media.Leg.PlayAsync(parts.Prompts.Of(call.Language, PromptIds.ConferenceIsRecorded), keyStops: true, over.Token);
            else if (admission is { AlonePrompt: true, ParticipantCount: 1, Waiting: false })
                SayAlone(seat, room);
            var keypad = new CallKeypad(seat, room, parts, parts.KeyMaps[admission.KeyMap]);
            _ = keypad.RunAsync(over.Token);
            // Once in a call's life: a move brings no credit of its own, the granted time goes on.
            if (admission.Credit is { } credit)
                _ = new CallCredit(call, parts.Cluster, parts.Time).RunAsync(credit, call.Over);
            return await WaitAsync();
        }
        finally
        {
            await over.CancelAsync();
            seat.Music.Stop();
            StillWaiting = seat.Participant.Waiting;
            parts.Rooms.Leave(room, seat);
        }
    }

    private async Task<(Termination? Why, Admission? Next)> WaitAsync()
    {
        var tooLong = longest == Timeout.InfiniteTimeSpan ? Task.Delay(longest, call.Over) : Task.Delay(longest > TimeSpan.Zero ? longest : TimeSpan.Zero, parts.Time, call.Over);
        for (var move = 1; ; move++)
        {
            var leaving = _leaving.Task;
            var first = await Task.WhenAny(ended, leaving, tooLong);
            if (ended.IsCompleted)
                return (await ended, null);
            if (first == tooLong)
                return (Termination.Success(TerminationReason.CallTooLong), null);
            if (await TryMoveAsync(await leaving, move) is { Outcome: AdmissionOutcome.Admitted } next)
                return (null, next);
            lock (_lock)
            {
                _leaving = new TaskCompletionSource<RoomId>(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private async Task<Admission?> TryMoveAsync(RoomId destination, int move)
    {
        try
        {
            // Attempts count from far above those of the entry dialogue; each visit has numbers of its own.
            var attempt = HashCode.Combine(admission.Participant, move) | 0x4000_0000;
            return await parts.Cluster.EnterAsync(call.Id, new CallEntry { Attempt = attempt, MoveTo = destination });
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Unless someone else has come while the prompt was fetched.</summary>
    private void SayAlone(Seat seat, NodeRoom room)
    {
        var alone = parts.Prompts.Of(call.Language, PromptIds.Alone);
        lock (room.Gate)
        {
            if (room.Seats.Count > 1)
                return;
            seat.HearsAlone = true;
            _ = seat.Media.Leg.PlayAsync(alone, keyStops: true, call.Over);
        }
    }
}
