using OrleansConf.Grains.Tests.Cluster;

namespace OrleansConf.Grains.Tests.Calls;

public sealed class CallerSessionGrainTests : IAsyncLifetime
{
    private ConferenceCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await ConferenceCluster.StartAsync();
        await Demo.SeedAsync(_cluster.Grains);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact(DisplayName = "R-BIL-8 a call to a conference leaves exactly one record")]
    public async Task Call_ThroughSharedNumber_LeavesOneRecord()
    {
        var session = NewSession();
        var opened = await session.OpenAsync(Demo.Opening(Demo.SharedToll, Now));
        Assert.True(opened.Accepted);
        Assert.Equal(EntrySteps.ConferenceNumberAndPin, opened.Steps);
        Assert.Equal("pl", opened.Language);
        await session.AnsweredAsync(Now);

        Assert.Equal(AdmissionOutcome.PinNeeded, (await session.EnterAsync(new CallEntry { Attempt = 1, ConferenceNumber = Demo.Conference })).Outcome);
        var wrong = await session.EnterAsync(new CallEntry { Attempt = 2, ConferenceNumber = Demo.Conference, Pin = "9999" });
        Assert.Equal(AdmissionOutcome.WrongPin, wrong.Outcome);
        var admission = await session.EnterAsync(new CallEntry { Attempt = 3, ConferenceNumber = Demo.Conference, Pin = Demo.GuestPin });
        Assert.Equal(AdmissionOutcome.Admitted, admission.Outcome);
        Assert.Equal(Role.Guest, admission.Role);
        Assert.Equal(1, admission.ParticipantCount);

        _cluster.Time.Advance(TimeSpan.FromSeconds(90));
        var ending = new CallEnding { EndedAt = Now, Termination = Termination.Success(TerminationReason.CallerHungUp) };
        await session.EndAsync(ending);
        await session.EndAsync(ending with { EndedAt = Now + TimeSpan.FromHours(1) });

        var page = await _cluster.Grains.GetGrain<ICallHistoryGrain>(0).ListAsync(new CallHistoryQuery { Account = Demo.Account });
        var record = Assert.Single(page.Records);
        Assert.Equal(Demo.Conference, record.Room?.Value);
        Assert.Equal(Demo.SharedToll, record.DialledNumber);
        Assert.Equal("+48600100200", record.CallerNumber);
        Assert.Equal(TimeSpan.FromSeconds(90), record.EndedAt - record.AnsweredAt);
        Assert.Equal(Money.Zero("EUR"), record.Charge);
        Assert.Equal([AdmissionOutcome.WrongPin], record.RejectedEntries);
        Assert.Empty((await Room(Demo.Conference).GetSnapshotAsync())!.Participants);
    }

    [Fact(DisplayName = "R-NUM-2 each started minute on a toll-free number is charged to the organizer, once")]
    public async Task Call_TollFree_ChargesStartedMinutesOnce()
    {
        var session = NewSession();
        await session.OpenAsync(Demo.Opening(Demo.SharedTollFree, Now));
        await session.AnsweredAsync(Now);
        await session.EnterAsync(new CallEntry { Attempt = 1, ConferenceNumber = Demo.Conference, Pin = Demo.AdminPin });
        _cluster.Time.Advance(TimeSpan.FromSeconds(61));
        var ending = new CallEnding { EndedAt = Now, Termination = Termination.Success(TerminationReason.CallerHungUp) };
        await session.EndAsync(ending);
        await session.EndAsync(ending);

        var page = await _cluster.Grains.GetGrain<ICallHistoryGrain>(0).ListAsync(new CallHistoryQuery { Account = Demo.Account });
        Assert.Equal(new Money(3.28m, "EUR"), Assert.Single(page.Records).Charge);
        var account = await _cluster.Grains.GetGrain<IOrganizerAccountGrain>(Demo.Account.Value).GetAsync();
        Assert.Equal(new Money(96.72m, "EUR"), account!.Balance);
    }

    [Theory(DisplayName = "R-ACC-2 an own number with a list rejects those who are not on it or withhold their number")]
    [InlineData(null)]
    [InlineData("+4915199999999")]
    public async Task Open_NotOnTheList_IsDeclinedAndRecorded(string? caller)
    {
        var opened = await NewSession().OpenAsync(Demo.Opening(Demo.OwnList, Now, caller));
        Assert.False(opened.Accepted);
        Assert.Equal(603, opened.SipStatus);
        Assert.Equal(TerminationReason.NotAllowed, opened.Reason);
        var page = await _cluster.Grains.GetGrain<ICallHistoryGrain>(0).ListAsync(new CallHistoryQuery { Account = Demo.Account });
        Assert.Equal(TerminationReason.NotAllowed, Assert.Single(page.Records).Termination.Reason);
    }

    [Theory(DisplayName = "R-ACC-4 the dialled own number is the room")]
    [InlineData(Demo.OwnOpen, EntrySteps.None, null)]
    [InlineData(Demo.OwnPin, EntrySteps.PinOnly, "4321")]
    [InlineData(Demo.OwnList, EntrySteps.None, null)]
    public async Task Enter_OwnNumber_NeedsNoConferenceNumber(string dialled, EntrySteps steps, string? pin)
    {
        var session = NewSession();
        var opened = await session.OpenAsync(Demo.Opening(dialled, Now, Demo.Listed));
        Assert.True(opened.Accepted);
        Assert.Equal(steps, opened.Steps);
        var admission = await session.EnterAsync(new CallEntry { Attempt = 1, Pin = pin });
        Assert.Equal(AdmissionOutcome.Admitted, admission.Outcome);
        Assert.Equal(dialled, admission.Room?.Value);
    }

    [Fact]
    public async Task Open_UnknownNumber_IsNotFound()
    {
        var opened = await NewSession().OpenAsync(Demo.Opening("+4912345678901", Now));
        Assert.False(opened.Accepted);
        Assert.Equal(404, opened.SipStatus);
        Assert.Equal(TerminationReason.UnknownNumber, opened.Reason);
    }

    [Fact(DisplayName = "R-ACC-6 after three wrong entries no further one is tried")]
    public async Task Enter_FourthWrongEntry_IsTooMany()
    {
        var session = NewSession();
        await session.OpenAsync(Demo.Opening(Demo.SharedToll, Now));
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var wrong = await session.EnterAsync(new CallEntry { Attempt = attempt, ConferenceNumber = Demo.Conference, Pin = "0000" });
            Assert.Equal(AdmissionOutcome.WrongPin, wrong.Outcome);
        }

        var right = await session.EnterAsync(new CallEntry { Attempt = 4, ConferenceNumber = Demo.Conference, Pin = Demo.GuestPin });
        Assert.Equal(AdmissionOutcome.TooManyAttempts, right.Outcome);
    }

    [Fact(DisplayName = "R-CLU-3 a silo killed in a call loses neither the call nor its seat nor its charge")]
    public async Task Call_SiloKilledInIt_GoesOn()
    {
        var id = Guid.NewGuid().ToString("N");
        var session = _cluster.Grains.GetGrain<ICallerSessionGrain>(id);
        await session.OpenAsync(Demo.Opening(Demo.SharedTollFree, Now));
        await session.AnsweredAsync(Now);
        var admission = await session.EnterAsync(new CallEntry { Attempt = 1, ConferenceNumber = Demo.Conference, Pin = Demo.GuestPin });

        await _cluster.CrashAsync();

        var snapshot = await Room(Demo.Conference).GetSnapshotAsync();
        Assert.Equal(admission.Participant, Assert.Single(snapshot!.Participants).Id);
        Assert.Equal(admission.ConferenceId, snapshot.ConferenceId);
        _cluster.Time.Advance(TimeSpan.FromSeconds(30));
        await _cluster.Grains.GetGrain<ICallerSessionGrain>(id).EndAsync(
            new CallEnding { EndedAt = Now, Termination = Termination.Success(TerminationReason.CallerHungUp) });
        var page = await _cluster.Grains.GetGrain<ICallHistoryGrain>(0).ListAsync(new CallHistoryQuery { Account = Demo.Account });
        Assert.Equal(new Money(1.64m, "EUR"), Assert.Single(page.Records).Charge);
        Assert.Empty((await Room(Demo.Conference).GetSnapshotAsync())!.Participants);
    }

    private DateTimeOffset Now => _cluster.Time.GetUtcNow();

    private ICallerSessionGrain NewSession() => _cluster.Grains.GetGrain<ICallerSessionGrain>(Guid.NewGuid().ToString("N"));

    private IConferenceRoomGrain Room(string id) => _cluster.Grains.GetGrain<IConferenceRoomGrain>(id);
}
