using OrleansConf.Grains.Tests.Cluster;

namespace OrleansConf.Grains.Tests.Accounts;

public sealed class OrganizerAccountGrainTests : IAsyncLifetime
{
    private ConferenceCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await ConferenceCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact(DisplayName = "R-RES-3 fourth active reservation is refused; deleting one frees its place at once")]
    public async Task Reserve_Fourth_IsRefusedUntilOneIsDeleted()
    {
        var account = await CreateAsync();
        var first = await account.ReserveAsync(Request());
        Assert.Equal(ReservationOutcome.Accepted, first.Outcome);
        await account.ReserveAsync(Request());
        await account.ReserveAsync(Request());
        Assert.Equal(ReservationOutcome.TooManyActive, (await account.ReserveAsync(Request())).Outcome);
        Assert.True(await account.DeleteReservationAsync(first.Reservation!.Room.Id));
        Assert.Equal(ReservationOutcome.Accepted, (await account.ReserveAsync(Request())).Outcome);
        Assert.Equal(3, (await account.ListReservationsAsync()).Length);
    }

    [Fact(DisplayName = "R-RES-5 a reservation brings conference number, ADMIN PIN, PIN and a link that nobody guesses")]
    public async Task Reserve_Accepted_BringsAccessData()
    {
        var account = await CreateAsync();
        var request = Request() with { AllowedCallers = ["0151 12345678"], Invitees = [new Invitee { Name = "Ben", Mobile = "0151 99999999" }] };
        var reservation = (await account.ReserveAsync(request)).Reservation!;
        Assert.Matches("^[1-9][0-9]{5}$", reservation.Room.Id.Value);
        Assert.Matches("^[0-9]{6}$", reservation.Room.AdminPin);
        Assert.Matches("^[0-9]{6}$", reservation.Room.GuestPin);
        Assert.NotEqual(reservation.Room.AdminPin, reservation.Room.GuestPin);
        Assert.Equal(32, reservation.ShareToken.Length);
        Assert.Equal(["+4915112345678"], reservation.Room.AllowedCallers);
        Assert.Equal("+4915199999999", reservation.Room.Invitees[0].Mobile);
        Assert.DoesNotContain(reservation.Room.GuestPin, $"{reservation} {reservation.Room}", StringComparison.Ordinal);
        Assert.True(await account.OwnsRoomAsync(reservation.Room.Id));

        var repeated = (await account.ReserveAsync(request)).Reservation!;
        Assert.Equal(reservation.Room.Id, repeated.Room.Id);
        Assert.Single(await account.ListReservationsAsync());
    }

    [Fact(DisplayName = "R-RES-4 a finished reservation keeps its place for an hour, then leaves the list")]
    public async Task List_Finished_StaysForItsTail()
    {
        var account = await CreateAsync();
        var room = (await account.ReserveAsync(Request())).Reservation!.Room;
        _cluster.Time.Advance(TimeSpan.FromMinutes(60 + 60 + 59));
        Assert.Equal(ReservationPhase.Finished, Assert.Single(await account.ListReservationsAsync()).Phase);
        _cluster.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await account.ListReservationsAsync());
        Assert.Null(await _cluster.Grains.GetGrain<IConferenceRoomGrain>(room.Id.Value).GetDefinitionAsync());
    }

    [Fact(DisplayName = "R-RES-1 a changed reservation keeps its access data")]
    public async Task Change_Title_KeepsNumberAndPins()
    {
        var account = await CreateAsync();
        var room = (await account.ReserveAsync(Request())).Reservation!.Room;
        var changed = await account.ChangeReservationAsync(room.Id, Request() with { Title = "Monthly", AccessMode = AccessMode.Open });
        Assert.Equal(ReservationOutcome.Accepted, changed.Outcome);
        var now = Assert.Single(await account.ListReservationsAsync()).Room;
        Assert.Equal("Monthly", now.Title);
        Assert.Equal(AccessMode.Open, now.AccessMode);
        Assert.Equal((room.Id, room.AdminPin, room.GuestPin), (now.Id, now.AdminPin, now.GuestPin));
        Assert.Equal(ReservationOutcome.NotFound, (await account.ChangeReservationAsync(new RoomId("1"), Request())).Outcome);
    }

    [Fact(DisplayName = "R-RES-10 permanent rooms and reservations are there after a restart")]
    public async Task Restart_RoomsAndBalance_Stay()
    {
        var account = await CreateAsync();
        var room = await account.AddPermanentRoomAsync(Demo.Room() with { ConferenceNumber = "555111", GuestPin = "2468", AdminPin = "13579" });
        var reservation = (await account.ReserveAsync(Request())).Reservation!;
        await _cluster.RestartAsync();
        account = _cluster.Grains.GetGrain<IOrganizerAccountGrain>(account.GetPrimaryKeyString());
        Assert.Equal(room!.GuestPin, Assert.Single(await account.ListPermanentRoomsAsync()).GuestPin);
        Assert.Equal(reservation.Room.AdminPin, Assert.Single(await account.ListReservationsAsync()).Room.AdminPin);
        Assert.Equal(new Money(12.5m, "EUR"), (await account.GetAsync())!.Balance);
    }

    [Theory(DisplayName = "R-ACC-1 PINs have 4 to 10 digits and are not the same")]
    [InlineData("123", "98765")]
    [InlineData("12345678901", "98765")]
    [InlineData("12a4", "98765")]
    [InlineData("2468", "2468")]
    public async Task AddPermanentRoom_UnusablePins_IsRefused(string guest, string admin)
    {
        var account = await CreateAsync();
        Assert.Null(await account.AddPermanentRoomAsync(Demo.Room() with { GuestPin = guest, AdminPin = admin }));
    }

    [Fact(DisplayName = "R-ACC-4 an own number switched off stops being reachable as a room at once")]
    public async Task SwitchOwnNumber_Off_IsNotReachable()
    {
        await Demo.SeedAsync(_cluster.Grains);
        var account = _cluster.Grains.GetGrain<IOrganizerAccountGrain>(Demo.Account.Value);
        Assert.True((await OpenAsync()).Accepted);
        Assert.True(await account.SwitchOwnNumberAsync(new RoomId(Demo.OwnOpen), false));
        _cluster.Time.Advance(TimeSpan.FromSeconds(1));
        var opened = await OpenAsync();
        Assert.Equal((404, TerminationReason.NumberOutOfService), (opened.SipStatus, opened.Reason));
        Assert.False(await account.SwitchOwnNumberAsync(new RoomId(Demo.Conference), false));

        Task<CallOpened> OpenAsync() =>
            _cluster.Grains.GetGrain<ICallerSessionGrain>(Guid.NewGuid().ToString("N")).OpenAsync(Demo.Opening(Demo.OwnOpen, _cluster.Time.GetUtcNow()));
    }

    private async Task<IOrganizerAccountGrain> CreateAsync()
    {
        var account = _cluster.Grains.GetGrain<IOrganizerAccountGrain>(Guid.NewGuid().ToString("N"));
        var definition = new AccountDefinition { Name = "Test", Plan = new PlanId("reserved"), Country = "DE", OpeningBalance = new Money(12.5m, "EUR") };
        Assert.True(await account.CreateAsync(definition));
        Assert.False(await account.CreateAsync(definition));
        return account;
    }

    private ReservationRequest Request() => new()
    {
        RequestId = Guid.NewGuid(),
        Organizer = new UserId("anna"),
        Title = "Weekly",
        Start = _cluster.Time.GetUtcNow().AddHours(1),
        End = _cluster.Time.GetUtcNow().AddHours(2),
        TimeZone = "Europe/Warsaw",
    };
}
