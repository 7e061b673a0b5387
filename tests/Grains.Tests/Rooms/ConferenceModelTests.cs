using CsCheck;
using OrleansConf.Grains.Reservations;
using OrleansConf.Grains.Rooms;

namespace OrleansConf.Grains.Tests.Rooms;

public sealed class ConferenceModelTests
{
    private enum Step
    {
        JoinGuest,
        JoinModerator,
        Leave,
        Mute,
        Unmute,
        Remove,
        Promote,
        Lock,
        Unlock,
        MuteGuests,
        End,
        Move,
        Kill,
        LoseMemory,
    }

    private static readonly Gen<(Step Step, int Which)[]> Steps = Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 20]).Array[1, 120];

    [Fact(DisplayName = "R-RES-9 no order of joins, leaves, commands and lost memories breaks capacity, roles or who is in")]
    public void Conference_AnyOperations_AgreesWithPlainModel() => Steps.Sample(Walk, iter: 3_000);

    private static bool Walk((Step Step, int Which)[] steps)
    {
        var room = Rooms.Definition() with { MaxParticipants = 5 };
        var conference = new RunningConference(room.Id, Guid.NewGuid());
        var model = new Dictionary<CallId, Role>();
        var locked = false;
        foreach (var (step, which) in steps)
        {
            var seated = model.Keys.OrderBy(call => call.Value, StringComparer.Ordinal).ToList();
            CallId? target = seated.Count == 0 ? null : seated[which % seated.Count];
            switch (step)
            {
                case Step.JoinGuest or Step.JoinModerator:
                    var entry = Rooms.Entry(step == Step.JoinModerator ? Rooms.AdminPin : Rooms.GuestPin, node: NodeAt(which).Value);
                    var verdict = Decide(room, conference, entry);
                    var isExpected = step == Step.JoinModerator || (!locked && model.Count < room.MaxParticipants);
                    if (isExpected != (verdict.Outcome == AdmissionOutcome.Admitted))
                        return false;
                    if (isExpected)
                    {
                        conference.Take(entry, verdict.Role, room.Options, Rooms.Now);
                        model.Add(entry.CallId, verdict.Role);
                    }

                    break;
                case Step.Leave when target is { } call:
                    conference.Leave(call, "caller-hung-up", Rooms.Now);
                    model.Remove(call);
                    break;
                case Step.Promote when target is { } call:
                    Run(conference, RoomAction.Promote, conference.FindByCall(call)!.Id);
                    model[call] = Role.Moderator;
                    break;
                case Step.Mute or Step.Unmute or Step.Remove when target is { } call:
                    Run(conference, Enum.Parse<RoomAction>(step.ToString()), conference.FindByCall(call)!.Id);
                    break;
                case Step.Lock or Step.Unlock or Step.MuteGuests or Step.End:
                    Run(conference, Enum.Parse<RoomAction>(step.ToString()), null);
                    locked = step == Step.Lock || (locked && step != Step.Unlock);
                    break;
                case Step.Move when target is { } call:
                    // The other room has taken the call in: this one hears that it left.
                    Run(conference, RoomAction.Move, conference.FindByCall(call)!.Id, new RoomId("900900"));
                    if (conference.FindByCall(call) is null)
                        return false;
                    conference.Leave(call, TerminationReason.Moved, Rooms.Now);
                    model.Remove(call);
                    break;
                case Step.Kill:
                    // A node dies with all its calls, each ended by its session.
                    foreach (var dead in model.Keys.Where(call => conference.FindByCall(call)!.Node == NodeAt(which)).ToList())
                    {
                        conference.Leave(dead, TerminationReason.NodeLost, Rooms.Now);
                        conference.Leave(dead, TerminationReason.NodeLost, Rooms.Now);
                        model.Remove(dead);
                    }

                    break;
                case Step.LoseMemory:
                    conference = Reborn(conference, room);
                    break;
            }

            locked &= model.Count > 0;
            if (!Agree(conference, model))
                return false;
        }

        return true;
    }

    private static NodeId NodeAt(int which) => new(which % 2 == 0 ? "node-1" : "node-2");

    private static bool Agree(RunningConference conference, Dictionary<CallId, Role> model) =>
        conference.Count == model.Count
        && conference.HasModerator == model.ContainsValue(Role.Moderator)
        && (conference.ConferenceId is null) == (model.Count == 0)
        && conference.Participants.All(participant => model.TryGetValue(participant.CallId, out var role) && role == participant.Role);

    private static RunningConference Reborn(RunningConference old, RoomDefinition room)
    {
        var next = new RunningConference(room.Id, Guid.NewGuid());
        foreach (var participant in old.Participants.ToList())
            next.Restore(participant, old.ConferenceId ?? "", room.Options, Rooms.Now, isProvisional: false);
        next.RestoreSettings(old.Locked, old.GuestsMuted, old.SpeakMode, old.EntrySound, old.Recording, old.WithoutModeratorSince);
        return next;
    }

    private static AdmissionVerdict Decide(RoomDefinition room, RunningConference conference, RoomEntry entry) => RoomAdmission.Decide(
        new AdmissionFacts { Definition = room, Plan = Rooms.Plan, Window = RoomOccurrences.Of(room).At(Rooms.Now), Now = Rooms.Now, Seated = conference.Count, Locked = conference.Locked }, entry);

    private static void Run(RunningConference conference, RoomAction action, ParticipantId? target, RoomId? destination = null) =>
        conference.Run(new RoomCommand { CommandId = Guid.NewGuid(), Action = action, Target = target, Destination = destination });
}
