using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.WebPortal.Rooms;

/// <summary>Carries a room's snapshot forward, event by event.</summary>
public static class RoomPicture
{
    /// <param name="next">The picture after the event; the same one unless the event was applied.</param>
    public static RoomNews Apply(RoomSnapshot room, RoomEvent news, out RoomSnapshot next)
    {
        next = room;
        if (news.Incarnation != room.Incarnation || news.Revision > room.Revision + 1)
            return RoomNews.Missed;

        if (news.Revision <= room.Revision)
            return RoomNews.Known;

        next = Change(room, news) with { Revision = news.Revision };
        return RoomNews.Applied;
    }

    private static RoomSnapshot Change(RoomSnapshot room, RoomEvent news) => news switch
    {
        ParticipantJoined joined => room with { Participants = Put(room.Participants, joined.Participant) },
        ParticipantChanged changed => room with { Participants = Put(room.Participants, changed.Participant) },
        ParticipantLeft left => room with { Participants = room.Participants.RemoveAll(p => p.Id == left.Participant) },
        RoomChanged changed => room with
        {
            Locked = changed.Locked,
            SpeakMode = changed.SpeakMode,
            GuestsMuted = changed.GuestsMuted,
            EntrySound = changed.EntrySound,
            Recording = changed.Recording,
        },
        DialOutChanged dialled => room with { Dialling = Put(room.Dialling, dialled) },
        TalkersChanged talkers => room with { Participants = Mark(room.Participants, talkers.Talkers) },
        ConferenceEnded => room with { Participants = [], ConferenceId = null, StartedAt = null, GuestsMuted = false, Locked = false, Recording = RecordingPhase.Off },
        _ => room,
    };

    private static ImmutableArray<Participant> Put(ImmutableArray<Participant> all, Participant one)
    {
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i].Id == one.Id)
                return all.SetItem(i, one with { Talking = all[i].Talking && !one.Muted });
        }

        return all.Add(one);
    }

    private static ImmutableArray<DialledParty> Put(ImmutableArray<DialledParty> all, DialOutChanged news)
    {
        var others = all.RemoveAll(party => party.Id == news.Party.Id);
        return news.Gone ? others : others.Add(news.Party);
    }

    private static ImmutableArray<Participant> Mark(ImmutableArray<Participant> all, ImmutableArray<ParticipantId> talkers) =>
        [.. all.Select(p => p.Talking == talkers.Contains(p.Id) ? p : p with { Talking = !p.Talking })];
}
