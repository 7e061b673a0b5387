using OrleansConf.Grains.Rooms;

namespace OrleansConf.Grains.Tests.Rooms;

public sealed class RunningConferenceTests
{
    private readonly RunningConference _conference = new(new RoomId("100200"), Guid.NewGuid());

    [Fact(DisplayName = "R-RES-6 a conference starts with the first and ends with the last participant")]
    public void Leave_LastOne_EndsTheConferenceAndTheNextStartsAnother()
    {
        var first = Join();
        var conference = _conference.ConferenceId;
        Assert.NotNull(conference);
        Join();
        _conference.TakeNews();
        _conference.Leave(first.CallId, "caller-hung-up", Rooms.Now);
        Assert.Equal(conference, _conference.ConferenceId);
        _conference.Leave(_conference.Participants.Single().CallId, "caller-hung-up", Rooms.Now);
        Assert.Null(_conference.ConferenceId);
        Assert.Collection(
            _conference.TakeNews(),
            news => Assert.IsType<ParticipantLeft>(news),
            news => Assert.IsType<ParticipantLeft>(news),
            news => Assert.Equal(conference, Assert.IsType<ConferenceEnded>(news).ConferenceId));
        Join();
        Assert.NotEqual(conference, _conference.ConferenceId);
    }

    [Fact]
    public void TakeNews_AnyChange_RevisionsHaveNoGap()
    {
        var guest = Join();
        Run(RoomAction.Mute, guest.Id);
        Run(RoomAction.Lock);
        _conference.ReportTalkers(new TalkerReport { Node = guest.Node, Talkers = [guest.Id] });
        _conference.Leave(guest.CallId, "caller-hung-up", Rooms.Now);
        var revisions = _conference.TakeNews().Select(news => news.Revision).ToArray();
        Assert.Equal(Enumerable.Range(1, revisions.Length).Select(i => (long)i), revisions);
        Assert.Equal(revisions[^1], _conference.Revision);
    }

    [Fact]
    public void Run_SameCommandTwice_IsDoneOnce()
    {
        var guest = Join();
        var command = Command(RoomAction.Mute, guest.Id);
        Assert.Equal(RoomCommandOutcome.Done, _conference.Run(command));
        Run(RoomAction.Unmute, guest.Id);
        Assert.Equal(RoomCommandOutcome.Done, _conference.Run(command));
        Assert.False(_conference.Participants.Single().Muted);
    }

    [Theory(DisplayName = "R-ACC-5 a guest commands nothing but his own microphone and hand")]
    [InlineData(RoomAction.Mute, true)]
    [InlineData(RoomAction.Unmute, true)]
    [InlineData(RoomAction.RaiseHand, true)]
    [InlineData(RoomAction.Lock, false)]
    [InlineData(RoomAction.End, false)]
    [InlineData(RoomAction.MuteGuests, false)]
    [InlineData(RoomAction.RemoveLastJoined, false)]
    [InlineData(RoomAction.SetSpeakMode, false)]
    public void Run_ByGuest_OnlyAboutHimself(RoomAction action, bool isAllowed)
    {
        var guest = Join();
        var outcome = _conference.Run(Command(action) with { By = guest.Id });
        Assert.Equal(isAllowed, outcome != RoomCommandOutcome.NotAllowed);
    }

    [Fact]
    public void Run_GuestMutesAnother_IsNotAllowed()
    {
        var guest = Join();
        var other = Join();
        Assert.Equal(RoomCommandOutcome.NotAllowed, _conference.Run(Command(RoomAction.Mute, other.Id) with { By = guest.Id }));
    }

    [Fact(DisplayName = "R-CALL-4 in a lecture guests are muted and cannot unmute themselves")]
    public void Run_Lecture_MutesGuestsForGood()
    {
        var moderator = Join(Role.Moderator);
        var guest = Join();
        Assert.Equal(RoomCommandOutcome.Done, _conference.Run(Command(RoomAction.SetSpeakMode) with { By = moderator.Id, SpeakMode = SpeakMode.Lecture }));
        Assert.True(Find(guest).Muted);
        Assert.False(Find(moderator).Muted);
        Assert.True(Join().Muted);
        Assert.Equal(RoomCommandOutcome.NotAllowed, _conference.Run(Command(RoomAction.Unmute) with { By = guest.Id }));
        _conference.Run(Command(RoomAction.SetSpeakMode) with { SpeakMode = SpeakMode.Everyone });
        Assert.False(Find(guest).Muted);
    }

    [Fact(DisplayName = "R-CALL-4 in questions mode a moderator lets a raised hand speak")]
    public void Run_Questions_ModeratorUnmutesRaisedHand()
    {
        _ = Join(Role.Moderator);
        var guest = Join(options: new RoomOptions { SpeakMode = SpeakMode.Questions });
        _conference.Run(Command(RoomAction.SetSpeakMode) with { SpeakMode = SpeakMode.Questions });
        _conference.Run(Command(RoomAction.RaiseHand) with { By = guest.Id });
        Assert.True(Find(guest).HandRaised);
        Run(RoomAction.Unmute, guest.Id);
        Assert.False(Find(guest).Muted);
        Assert.False(Find(guest).HandRaised);
    }

    [Fact(DisplayName = "R-CALL-5 guests wait until a moderator comes")]
    public void Take_Moderator_ReleasesWaitingGuests()
    {
        var options = new RoomOptions { WaitForModerator = true };
        var guest = Join(options: options);
        Assert.True(guest.Waiting);
        Join(Role.Moderator, options);
        Assert.False(Find(guest).Waiting);
        Assert.False(Join(options: options).Waiting);
    }

    [Fact(DisplayName = "R-BIL-2 who waited too long for a moderator is removed")]
    public void RemoveWaitingSince_Waiting_AsksTheNode()
    {
        var guest = Join(options: new RoomOptions { WaitForModerator = true });
        _conference.TakeNews();
        Assert.True(_conference.RemoveWaitingSince(Rooms.Now));
        var removed = Assert.IsType<ParticipantRemoved>(Assert.Single(_conference.TakeNews()));
        Assert.Equal(guest.CallId, removed.CallId);
        Assert.Equal(TerminationReason.WaitedTooLong, removed.Reason);
    }

    [Fact(DisplayName = "R-CALL-3 the last who joined is removed, never who pressed the key")]
    public void Run_RemoveLastJoined_SparesTheModerator()
    {
        var guest = Join();
        var moderator = Join(Role.Moderator);
        _conference.TakeNews();
        Assert.Equal(RoomCommandOutcome.Done, _conference.Run(Command(RoomAction.RemoveLastJoined) with { By = moderator.Id }));
        var removed = Assert.IsType<ParticipantRemoved>(Assert.Single(_conference.TakeNews()));
        Assert.Equal(guest.Id, removed.Participant);
        _conference.Leave(guest.CallId, "caller-hung-up", Rooms.Now);
        Assert.Equal(TerminationReason.RemovedByModerator, _conference.TakeNews().OfType<ParticipantLeft>().Single().Reason);
    }

    [Fact]
    public void RepeatRemovals_NodeHasNotEndedTheCall_SaysItAgain()
    {
        Join();
        Run(RoomAction.End);
        _conference.TakeNews();
        _conference.RepeatRemovals();
        Assert.IsType<ParticipantRemoved>(Assert.Single(_conference.TakeNews()));
    }

    [Fact(DisplayName = "R-CALL-3 everyone else is muted and unmuted at once")]
    public void Run_MuteGuests_HoldsForThoseWhoCome()
    {
        var moderator = Join(Role.Moderator);
        var guest = Join();
        Run(RoomAction.MuteGuests);
        Assert.True(Find(guest).Muted);
        Assert.False(Find(moderator).Muted);
        Assert.True(Join().Muted);
        Run(RoomAction.UnmuteGuests);
        Assert.All(_conference.Participants, participant => Assert.False(participant.Muted));
    }

    [Fact]
    public void ReportTalkers_OfTwoNodes_AreJoined()
    {
        var one = Join(node: "a");
        var two = Join(node: "b");
        _conference.ReportTalkers(new TalkerReport { Node = one.Node, Talkers = [one.Id] });
        _conference.ReportTalkers(new TalkerReport { Node = two.Node, Talkers = [two.Id] });
        _conference.TakeNews();
        Assert.All(_conference.Participants, participant => Assert.True(participant.Talking));
        _conference.ReportTalkers(new TalkerReport { Node = two.Node, Talkers = [two.Id] });
        Assert.Empty(_conference.TakeNews());
        _conference.Leave(one.CallId, "caller-hung-up", Rooms.Now);
        Assert.Equal([two.Id], _conference.TakeNews().OfType<TalkersChanged>().Last().Talkers);
    }

    [Fact]
    public void Restore_ClaimAfterJournal_BringsWhatTheNodeKnows()
    {
        var claimed = Join() with { Muted = true };
        var other = new RunningConference(new RoomId("100200"), Guid.NewGuid());
        other.Restore(claimed with { Muted = false }, "c1", new RoomOptions(), Rooms.Now, isProvisional: true);
        other.Restore(claimed, "c1", new RoomOptions(), Rooms.Now, isProvisional: false);
        Assert.True(other.Participants.Single().Muted);
        Assert.Equal("c1", other.ConferenceId);

        // A late claim does not undo what was commanded here since.
        other.Run(Command(RoomAction.Unmute, claimed.Id));
        other.Restore(claimed, "c1", new RoomOptions(), Rooms.Now, isProvisional: false);
        Assert.False(other.Participants.Single().Muted);
    }

    private Participant Join(Role role = Role.Guest, RoomOptions? options = null, string node = "node-1") =>
        _conference.Take(Rooms.Entry(node: node), role, options ?? new RoomOptions(), Rooms.Now);

    private Participant Find(Participant participant) => _conference.FindByCall(participant.CallId)!;

    private RoomCommandOutcome Run(RoomAction action, ParticipantId? target = null) => _conference.Run(Command(action, target));

    private static RoomCommand Command(RoomAction action, ParticipantId? target = null) =>
        new() { CommandId = Guid.NewGuid(), Action = action, Target = target };
}
