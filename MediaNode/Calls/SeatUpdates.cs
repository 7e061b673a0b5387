using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Calls;

/// <summary>Applies a room's news to the seats on this node. Called under the room's gate.</summary>
public sealed class SeatUpdates(PromptClips prompts, TimeProvider time)
{
    private static readonly TimeSpan TonePause = TimeSpan.FromSeconds(2);

    /// <summary>Where a new seat starts: in the mix, or with music until a moderator comes.</summary>
    public void Begin(NodeRoom room, Seat seat)
    {
        if (seat.Participant.Waiting)
            seat.Music.Play();
        else
            seat.Media.Leg.Join(room.Mixer, seat.Participant.Muted);
    }

    public void Apply(NodeRoom room, RoomEvent news)
    {
        if (news is ParticipantJoined { Participant.Waiting: false } joined)
            NoLongerAlone(room, besides: joined.Participant.Id);
        switch (news)
        {
            case ParticipantJoined { Participant: { Waiting: false } participant } when room.EntrySound == EntrySound.Tone:
                // The one who enters has heard the IVR; the tone is for those who are in already.
                if (!room.Seats.ContainsKey(participant.Id) || room.Seats.Count > 1)
                    PlayTone(room, PromptIds.EntryTone);
                break;
            case ParticipantLeft when room.EntrySound == EntrySound.Tone:
                PlayTone(room, PromptIds.ExitTone);
                break;
            case ParticipantChanged { Participant: var participant } when room.Seats.TryGetValue(participant.Id, out var seat):
                Change(room, seat, participant);
                break;
            case ParticipantRemoved removed when room.Seats.TryGetValue(removed.Participant, out var seat):
                seat.Call.TryEnd(Termination.Success(removed.Reason));
                break;
            case ParticipantMoved moved when room.Seats.TryGetValue(moved.Participant, out var seat):
                seat.Call.MoveTo(moved.Destination);
                break;
            case RoomChanged changed:
                (room.Locked, room.SpeakMode, room.GuestsMuted) = (changed.Locked, changed.SpeakMode, changed.GuestsMuted);
                (room.EntrySound, room.Recording) = (changed.EntrySound, changed.Recording);
                break;
            case RoomAnnouncement announcement:
                Announce(room, announcement);
                break;
        }
    }

    /// <summary>Brings all seats in step with a snapshot; returns the seats that the room does not know.</summary>
    public ImmutableArray<SeatClaim> Apply(NodeRoom room, RoomSnapshot snapshot, NodeId node)
    {
        room.Revision = snapshot.Revision;
        room.Incarnation = snapshot.Incarnation;
        (room.Locked, room.SpeakMode, room.GuestsMuted) = (snapshot.Locked, snapshot.SpeakMode, snapshot.GuestsMuted);
        (room.EntrySound, room.Recording, room.HomeNode) = (snapshot.EntrySound, snapshot.Recording, snapshot.HomeNode);
        var known = snapshot.Participants.Where(participant => participant.Node == node).ToDictionary(participant => participant.Id);
        // Those who came before the subscription stood show here only.
        if (snapshot.Participants.Count(participant => !participant.Waiting) > 1)
            NoLongerAlone(room, besides: null);
        var unknown = ImmutableArray.CreateBuilder<SeatClaim>();
        foreach (var seat in room.Seats.Values)
        {
            if (known.TryGetValue(seat.Id, out var participant))
                Change(room, seat, participant);
            else
                unknown.Add(new SeatClaim { Participant = seat.Participant, ConferenceId = seat.ConferenceId });
        }

        return unknown.ToImmutable();
    }

    private static void NoLongerAlone(NodeRoom room, ParticipantId? besides)
    {
        foreach (var seat in room.Seats.Values)
        {
            if (!seat.HearsAlone || seat.Id == besides)
                continue;
            seat.HearsAlone = false;
            seat.Media.Leg.StopPlaying();
        }
    }

    private void PlayTone(NodeRoom room, PromptId tone)
    {
        if (room.LastToneAt != long.MinValue && time.GetElapsedTime(room.LastToneAt) < TonePause)
            return;
        room.LastToneAt = time.GetTimestamp();
        room.Mixer.Play(prompts.Of(Language.English, tone));
    }

    private void Change(NodeRoom room, Seat seat, Participant now)
    {
        var before = seat.Participant;
        seat.Participant = now;
        if (before.Waiting && !now.Waiting)
        {
            seat.Music.Stop();
            seat.Media.Leg.Join(room.Mixer, now.Muted);
            Tell(seat, now.Role == before.Role ? PromptIds.ConferenceBegins : PromptIds.Promoted);
        }
        else if (before.Muted != now.Muted)
        {
            seat.Media.Leg.Muted = now.Muted;
            if (!seat.ChangesOwnMute)
                Tell(seat, now.Role != before.Role ? PromptIds.Promoted : now.Muted ? PromptIds.MutedByModerator : PromptIds.UnmutedByModerator);
            seat.ChangesOwnMute = false;
        }
        else if (before.Role != now.Role)
        {
            Tell(seat, PromptIds.Promoted);
        }
    }

    private void Tell(Seat seat, PromptId prompt) =>
        _ = seat.Media.Leg.PlayAsync(prompts.Of(seat.Language, prompt), keyStops: true, CancellationToken.None);

    /// <summary>Each leg hears the prompt in its caller's language, over the talk.</summary>
    private void Announce(NodeRoom room, RoomAnnouncement announcement)
    {
        foreach (var seat in room.Seats.Values)
        {
            var isMeant = announcement.Only is null || announcement.Only == seat.Id;
            if (isMeant && Phrases.TryAnnouncement(seat.Language, announcement.Prompt, out var words))
                _ = seat.Media.Leg.PlayAsync(prompts.Of(words), keyStops: false, CancellationToken.None);
        }
    }
}
