using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Calls;

/// <summary>A participant's keys during the conference (R-CALL-3): the keypad as one more remote control of the room.</summary>
public sealed partial class CallKeypad(Seat seat, NodeRoom room, CallParts parts, KeypadMap map)
{
    private const int MaxNumberDigits = 18;

    private readonly ILogger _logger = parts.Logger;
    private readonly KeypadReader _reader = new(map, parts.Time);
    private readonly LegVolume _volume = new(seat.Media.Leg);

    /// <summary>Reads keys until the visit is over.</summary>
    public async Task RunAsync(CancellationToken over)
    {
        try
        {
            await foreach (var key in seat.Media.Leg.Keys.ReadAllAsync(over))
            {
                if (_reader.TryPress(key, RoleNow(), out var command))
                    await ObeyAsync(command, over);
            }
        }
        catch (OperationCanceledException)
        {
            // The visit has ended.
        }
    }

    private async Task ObeyAsync(KeypadCommand command, CancellationToken over)
    {
        try
        {
            if (await AnswerToAsync(command, over) is { Pieces.IsEmpty: false } answer)
                _ = seat.Media.Leg.PlayAsync(parts.Prompts.Of(answer), keyStops: true, over);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogCommandFailed(command, room.Id, failure.Message);
            _ = seat.Media.Leg.PlayAsync(parts.Prompts.Of(seat.Language, PromptIds.NotAvailable), keyStops: true, over);
        }
    }

    /// <summary>Carries the command out and says what the participant hears of it.</summary>
    private async Task<PromptSequence?> AnswerToAsync(KeypadCommand command, CancellationToken over)
    {
        var me = seat.Participant;
        return command switch
        {
            KeypadCommand.MuteSelf => await MuteSelfAsync(me),
            KeypadCommand.RaiseHand => await SayAsync(
                me.HandRaised ? RoomAction.LowerHand : RoomAction.RaiseHand, me.Id, me.HandRaised ? PromptIds.HandLowered : PromptIds.HandRaised),
            KeypadCommand.MuteOthers => await SayAsync(
                room.GuestsMuted ? RoomAction.UnmuteGuests : RoomAction.MuteGuests, null,
                room.GuestsMuted ? PromptIds.OthersUnmuted : PromptIds.OthersMuted),
            KeypadCommand.Lock => await SayAsync(
                room.Locked ? RoomAction.Unlock : RoomAction.Lock, null, room.Locked ? PromptIds.ConferenceUnlocked : PromptIds.ConferenceLocked),
            KeypadCommand.RemoveLast => await SayAsync(RoomAction.RemoveLastJoined, null, PromptIds.LastRemoved, PromptIds.NobodyToRemove),
            KeypadCommand.End => await SayAsync(RoomAction.End, null, null),
            KeypadCommand.EntryTones => await SayAsync(
                RoomAction.ToggleEntrySounds, null, room.EntrySound == EntrySound.None ? PromptIds.EntryTonesOn : PromptIds.EntryTonesOff),
            KeypadCommand.Lecture => await LectureAsync(),
            KeypadCommand.DialOut => await DialOutAsync(over),
            KeypadCommand.ListenUp => Say(_volume.ListenUp() ? PromptIds.ListeningLouder : PromptIds.VolumeLimit),
            KeypadCommand.ListenDown => Say(_volume.ListenDown() ? PromptIds.ListeningQuieter : PromptIds.VolumeLimit),
            KeypadCommand.TalkUp => Say(_volume.TalkUp() ? PromptIds.TalkingLouder : PromptIds.VolumeLimit),
            KeypadCommand.TalkDown => Say(_volume.TalkDown() ? PromptIds.TalkingQuieter : PromptIds.VolumeLimit),
            KeypadCommand.Count or KeypadCommand.RollCall => await CountAsync(),
            KeypadCommand.Help or KeypadCommand.OpenMenu => map.Help(seat.Language, RoleNow()),
            KeypadCommand.LeaveMenu => null,
            _ => Say(PromptIds.NotAvailable),
        };
    }

    private async Task<PromptSequence?> MuteSelfAsync(Participant me)
    {
        seat.ChangesOwnMute = true;
        return await SayAsync(me.Muted ? RoomAction.Unmute : RoomAction.Mute, me.Id, me.Muted ? PromptIds.Unmuted : PromptIds.Muted);
    }

    private async Task<PromptSequence?> SayAsync(RoomAction action, ParticipantId? target, PromptId? done, PromptId? nobody = null)
    {
        var outcome = await parts.Cluster.CommandAsync(room.Id, new RoomCommand
        {
            CommandId = Guid.NewGuid(),
            Action = action,
            Target = target,
            By = seat.Id,
        });
        return outcome switch
        {
            RoomCommandOutcome.Done or RoomCommandOutcome.Unchanged => done is { } prompt ? Say(prompt) : null,
            RoomCommandOutcome.NotAllowed => Say(PromptIds.ModeratorsOnly),
            _ => Say(nobody ?? PromptIds.NotAvailable),
        };
    }

    private async Task<PromptSequence?> LectureAsync()
    {
        var lecture = room.SpeakMode == SpeakMode.Lecture;
        var outcome = await parts.Cluster.CommandAsync(room.Id, new RoomCommand
        {
            CommandId = Guid.NewGuid(),
            Action = RoomAction.SetSpeakMode,
            SpeakMode = lecture ? SpeakMode.Everyone : SpeakMode.Lecture,
            By = seat.Id,
        });
        if (outcome == RoomCommandOutcome.NotAllowed)
            return Say(PromptIds.ModeratorsOnly);
        return Say(lecture ? PromptIds.LectureModeOff : PromptIds.LectureModeOn);
    }

    /// <summary>Takes a phone number and <c>#</c>, and has it called (R-CALL-7).</summary>
    private async Task<PromptSequence?> DialOutAsync(CancellationToken over)
    {
        var line = new CallLine(seat.Media.Leg, parts.Prompts, parts.Time);
        var (end, number) = await new EntryReader(line, parts.Join.Value).ReadNumberAsync(
            Say(PromptIds.EnterPhoneNumber), MaxNumberDigits, over);
        _reader.Reset();
        if (end != EntryEnd.Entered)
            return Say(PromptIds.EntryCleared);
        var outcome = await parts.Cluster.DialOutAsync(room.Id, new DialOutRequest { RequestId = Guid.NewGuid(), Number = number, By = seat.Id });
        return Say(outcome switch
        {
            DialOutOutcome.Dialling => PromptIds.Dialling,
            DialOutOutcome.InvalidNumber => PromptIds.DialOutFailed,
            DialOutOutcome.RoomFull => PromptIds.RoomFull,
            DialOutOutcome.NotAllowed => PromptIds.DialOutNotAllowed,
            _ => PromptIds.NotAvailable,
        });
    }

    private async Task<PromptSequence?> CountAsync() => await parts.Cluster.GetSnapshotAsync(room.Id) is { } snapshot
        ? Phrases.InTheConference(seat.Language, snapshot.Participants.Length)
        : null;

    private PromptSequence Say(PromptId prompt) => PromptSequence.Of(seat.Language, prompt);

    private KeypadRole RoleNow() => seat.Participant.Role == Role.Moderator ? KeypadRole.Moderator : KeypadRole.Guest;

    [LoggerMessage(4540, LogLevel.Warning, "{Command} from the keypad did not reach room {Room}: {Cause}")]
    private partial void LogCommandFailed(KeypadCommand command, RoomId room, string cause);
}
