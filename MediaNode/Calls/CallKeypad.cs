using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Cluster;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Calls;

/// <summary>A participant's keys during the conference (R-CALL-3): the keypad as one more remote control of the room.</summary>
public sealed partial class CallKeypad(Seat seat, NodeRoom room, ClusterGateway cluster, PromptClips prompts, KeypadMap map, TimeProvider time, ILogger logger)
{
    private readonly KeypadReader _reader = new(map, time);
    private readonly LegVolume _volume = new(seat.Media.Leg);

    /// <summary>Reads keys until the call is over.</summary>
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
            // The call has ended.
        }
    }

    private async Task ObeyAsync(KeypadCommand command, CancellationToken over)
    {
        try
        {
            if (await AnswerToAsync(command) is { Pieces.IsEmpty: false } answer)
                _ = seat.Media.Leg.PlayAsync(prompts.Of(answer), keyStops: true, over);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogCommandFailed(command, room.Id, failure.Message);
            _ = seat.Media.Leg.PlayAsync(prompts.Of(seat.Language, PromptIds.NotAvailable), keyStops: true, over);
        }
    }

    /// <summary>Carries the command out and says what the participant hears of it.</summary>
    private async Task<PromptSequence?> AnswerToAsync(KeypadCommand command)
    {
        var me = seat.Participant;
        return command switch
        {
            KeypadCommand.MuteSelf => await SayAsync(
                me.Muted ? RoomAction.Unmute : RoomAction.Mute, me.Id, me.Muted ? PromptIds.Unmuted : PromptIds.Muted),
            KeypadCommand.RaiseHand => await SayAsync(
                me.HandRaised ? RoomAction.LowerHand : RoomAction.RaiseHand, me.Id, me.HandRaised ? PromptIds.HandLowered : PromptIds.HandRaised),
            KeypadCommand.MuteOthers => await SayAsync(
                room.GuestsMuted ? RoomAction.UnmuteGuests : RoomAction.MuteGuests, null,
                room.GuestsMuted ? PromptIds.OthersUnmuted : PromptIds.OthersMuted),
            KeypadCommand.Lock => await SayAsync(
                room.Locked ? RoomAction.Unlock : RoomAction.Lock, null, room.Locked ? PromptIds.ConferenceUnlocked : PromptIds.ConferenceLocked),
            KeypadCommand.RemoveLast => await SayAsync(RoomAction.RemoveLastJoined, null, PromptIds.LastRemoved, PromptIds.NobodyToRemove),
            KeypadCommand.End => await SayAsync(RoomAction.End, null, null),
            KeypadCommand.EntryTones => await SayAsync(RoomAction.ToggleEntrySounds, null, PromptIds.EntryTonesOff),
            KeypadCommand.Lecture => await LectureAsync(),
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

    private async Task<PromptSequence?> SayAsync(RoomAction action, ParticipantId? target, PromptId? done, PromptId? nobody = null)
    {
        var outcome = await cluster.CommandAsync(room.Id, new RoomCommand
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
        var outcome = await cluster.CommandAsync(room.Id, new RoomCommand
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

    private async Task<PromptSequence?> CountAsync() => await cluster.GetSnapshotAsync(room.Id) is { } snapshot
        ? Phrases.InTheConference(seat.Language, snapshot.Participants.Length)
        : null;

    private PromptSequence Say(PromptId prompt) => PromptSequence.Of(seat.Language, prompt);

    private KeypadRole RoleNow() => seat.Participant.Role == Role.Moderator ? KeypadRole.Moderator : KeypadRole.Guest;

    [LoggerMessage(4540, LogLevel.Warning, "{Command} from the keypad did not reach room {Room}: {Cause}")]
    private partial void LogCommandFailed(KeypadCommand command, RoomId room, string cause);
}
