using OrleansConf.Grains.Tests.Cluster;

namespace OrleansConf.Grains.Tests.Rooms;

public sealed class ConferenceRoomGrainTests : IAsyncLifetime
{
    private ConferenceCluster _cluster = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cluster = await ConferenceCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact(DisplayName = "R-RES-7 a warning five minutes before the end, then everyone is disconnected")]
    public async Task Clock_WindowEnds_WarnsAndRemoves()
    {
        var room = await CreateAsync(Rooms.Definition() with { Start = _cluster.Time.GetUtcNow(), End = _cluster.Time.GetUtcNow().AddMinutes(30) });
        var listener = await _cluster.FollowAsync(room.GetPrimaryKeyString());
        var entry = Rooms.Entry();
        await room.AdmitAsync(entry);

        _cluster.Time.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal("ends-in-five-minutes", (await listener.NextAsync<RoomAnnouncement>(Cancel)).Prompt);
        _cluster.Time.Advance(TimeSpan.FromMinutes(5));
        var removed = await listener.NextAsync<ParticipantRemoved>(Cancel);
        Assert.Equal(entry.CallId, removed.CallId);
        Assert.Equal(TerminationReason.WindowOver, removed.Reason);
        await room.LeaveAsync(new RoomLeave { CallId = entry.CallId, Reason = TerminationReason.WindowOver });
        await listener.NextAsync<ConferenceEnded>(Cancel);
        Assert.Equal(AdmissionOutcome.Over, (await room.AdmitAsync(Rooms.Entry())).Outcome);
    }

    [Fact(DisplayName = "R-BIL-2 a guest who waited five minutes for the moderator is disconnected")]
    public async Task Clock_WaitedTooLong_Removes()
    {
        var room = await CreateAsync(Rooms.Definition() with { Options = new RoomOptions { WaitForModerator = true } });
        var listener = await _cluster.FollowAsync(room.GetPrimaryKeyString());
        Assert.True((await room.AdmitAsync(Rooms.Entry())).Waiting);
        _cluster.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        Assert.Equal(TerminationReason.WaitedTooLong, (await listener.NextAsync<ParticipantRemoved>(Cancel)).Reason);
    }

    [Fact]
    public async Task Admit_SameAttemptTwice_TakesOneSeat()
    {
        var room = await CreateAsync(Rooms.Definition());
        var entry = Rooms.Entry();
        var first = await room.AdmitAsync(entry);
        Assert.Equal(first, await room.AdmitAsync(entry));
        Assert.Equal(first.Participant, (await room.AdmitAsync(entry with { Attempt = 2 })).Participant);
        Assert.Single((await room.GetSnapshotAsync())!.Participants);
        await room.LeaveAsync(new RoomLeave { CallId = entry.CallId, Reason = "caller-hung-up" });
        await room.LeaveAsync(new RoomLeave { CallId = entry.CallId, Reason = "caller-hung-up" });
        Assert.Empty((await room.GetSnapshotAsync())!.Participants);
    }

    [Fact(DisplayName = "R-RES-12 a taken conference number is not given to a second room, nor soon after its deletion")]
    public async Task Create_TakenNumber_IsRefused()
    {
        var definition = Rooms.Definition();
        var room = await CreateAsync(definition);
        Assert.True(await room.CreateAsync(definition));
        Assert.False(await room.CreateAsync(definition with { AdminPin = "998877" }));
        await room.DeleteAsync();
        Assert.Null(await room.GetSnapshotAsync());
        Assert.Equal(AdmissionOutcome.UnknownConference, (await room.AdmitAsync(Rooms.Entry())).Outcome);
        Assert.Equal(AdmissionOutcome.PinNeeded, (await room.AdmitAsync(Rooms.Entry(pin: null))).Outcome);
        Assert.False(await room.CreateAsync(definition));
        _cluster.Time.Advance(TimeSpan.FromDays(31));
        Assert.True(await room.CreateAsync(definition));
    }

    [Fact(DisplayName = "R-ACC-1 a changed access mode is in force for the next caller")]
    public async Task Redefine_ModeChanges_NextCallerMeetsIt()
    {
        var room = await CreateAsync(Rooms.Definition(AccessMode.Open));
        Assert.Equal(AdmissionOutcome.Admitted, (await room.AdmitAsync(Rooms.Entry(pin: null))).Outcome);
        await room.RedefineAsync(Rooms.Definition(AccessMode.AllowList) with { Id = new RoomId(room.GetPrimaryKeyString()) });
        Assert.Equal(AdmissionOutcome.NotAllowed, (await room.AdmitAsync(Rooms.Entry(pin: null))).Outcome);
        Assert.Equal(AccessMode.AllowList, (await room.GetDoorAsync(null))?.AccessMode);
    }

    [Fact(DisplayName = "R-CLU-3 a room that lost its memory takes the seats that nodes claim, and keeps its definition and PINs")]
    public async Task Restore_AfterRestart_SeatsAreBack()
    {
        var room = await CreateAsync(Rooms.Definition());
        var entry = Rooms.Entry(Rooms.AdminPin);
        var admission = await room.AdmitAsync(entry);
        var before = await room.GetSnapshotAsync();
        await room.CommandAsync(new RoomCommand { CommandId = Guid.NewGuid(), Action = RoomAction.Lock });
        await _cluster.RestartAsync();

        room = _cluster.Grains.GetGrain<IConferenceRoomGrain>(room.GetPrimaryKeyString());
        var after = await room.GetSnapshotAsync();
        Assert.NotEqual(before!.Incarnation, after!.Incarnation);
        Assert.Equal(Rooms.AdminPin, (await room.GetDefinitionAsync())?.AdminPin);
        var claim = new SeatClaim { Participant = before.Participants[0], ConferenceId = admission.ConferenceId! };
        Assert.Empty(await room.RestoreSeatsAsync(entry.Node, [claim]));
        after = await room.GetSnapshotAsync();
        Assert.Equal(admission.ConferenceId, after!.ConferenceId);
        Assert.Equal(Role.Moderator, Assert.Single(after.Participants).Role);
        Assert.True(after.Locked);
    }

    private async Task<IConferenceRoomGrain> CreateAsync(RoomDefinition definition)
    {
        var number = Random.Shared.Next(10_000_000, 99_999_999).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var room = _cluster.Grains.GetGrain<IConferenceRoomGrain>(number);
        Assert.True(await room.CreateAsync(definition with { Id = new RoomId(number) }));
        return room;
    }
}
