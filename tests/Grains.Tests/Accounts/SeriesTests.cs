using OrleansConf.Grains.Tests.Cluster;

namespace OrleansConf.Grains.Tests.Accounts;

/// <summary>Recurring conferences (R-RES-11) through account and room.</summary>
public sealed class SeriesTests : IAsyncLifetime
{
    private ConferenceCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await ConferenceCluster.StartAsync();
        await Demo.SeedAsync(_cluster.Grains);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact(DisplayName = "R-RES-11 each occurrence lets callers in by its own window, with the same access data, also after a restart")]
    public async Task Series_EachOccurrence_HasItsWindow()
    {
        var start = Now.AddHours(1);
        var reservation = await ReserveAsync(start, "FREQ=DAILY;COUNT=3");
        Assert.Equal([start, start.AddDays(1), start.AddDays(2)], reservation.Occurrences.Select(occurrence => occurrence.Start));

        Assert.Equal(AdmissionOutcome.TooEarly, await EnterAsync(reservation.Room));
        _cluster.Time.Advance(TimeSpan.FromMinutes(55));
        Assert.Equal(AdmissionOutcome.Admitted, await EnterAsync(reservation.Room));
        _cluster.Time.Advance(TimeSpan.FromMinutes(66));
        Assert.Equal(AdmissionOutcome.TooEarly, await EnterAsync(reservation.Room));

        await _cluster.RestartAsync();
        _cluster.Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(AdmissionOutcome.Admitted, await EnterAsync(reservation.Room));
        _cluster.Time.Advance(TimeSpan.FromHours(26));
        Assert.Equal(AdmissionOutcome.Over, await EnterAsync(reservation.Room));
        Assert.Empty(await Account.ListReservationsAsync());
    }

    [Fact(DisplayName = "R-RES-11 one occurrence is moved or taken out, the series is edited, and the access data stay")]
    public async Task ChangeOccurrence_ThenSeries_KeepsAccessData()
    {
        var start = Now.AddHours(1);
        var room = (await ReserveAsync(start, "FREQ=DAILY;COUNT=3")).Room;
        var moved = await Account.ChangeOccurrenceAsync(
            room.Id, new OccurrenceChange { Occurrence = start.AddDays(1), Start = start.AddDays(1).AddHours(5), End = start.AddDays(1).AddHours(6) });
        Assert.Equal(ReservationOutcome.Accepted, moved.Outcome);
        var fewer = await Account.ChangeOccurrenceAsync(room.Id, new OccurrenceChange { Occurrence = start });
        Assert.Equal([start.AddDays(1).AddHours(5), start.AddDays(2)], fewer.Reservation!.Occurrences.Select(occurrence => occurrence.Start));
        Assert.Equal(
            ReservationOutcome.NoSuchOccurrence,
            (await Account.ChangeOccurrenceAsync(room.Id, new OccurrenceChange { Occurrence = start.AddDays(9) })).Outcome);

        var edited = await Account.ChangeReservationAsync(room.Id, Request(start, "FREQ=DAILY;COUNT=3") with { Title = "Renamed" });
        Assert.Equal(2, edited.Reservation!.Occurrences.Length);
        var longer = await Account.ChangeReservationAsync(room.Id, Request(start, "FREQ=DAILY;COUNT=5"));
        Assert.Equal(5, longer.Reservation!.Occurrences.Length);
        Assert.Equal((room.AdminPin, room.GuestPin), (longer.Reservation.Room.AdminPin, longer.Reservation.Room.GuestPin));
    }

    [Theory(DisplayName = "R-RES-11 a series has an end, and no more occurrences than the plan allows")]
    [InlineData("FREQ=DAILY", ReservationOutcome.BadRecurrence)]
    [InlineData("FREQ=DAILY;COUNT=61", ReservationOutcome.TooManyOccurrences)]
    public async Task Reserve_BadSeries_IsRefused(string rule, ReservationOutcome outcome) =>
        Assert.Equal(outcome, (await Account.ReserveAsync(Request(Now.AddHours(1), rule))).Outcome);

    private DateTimeOffset Now => _cluster.Time.GetUtcNow();

    private IOrganizerAccountGrain Account => _cluster.Grains.GetGrain<IOrganizerAccountGrain>(Demo.Account.Value);

    private async Task<Reservation> ReserveAsync(DateTimeOffset start, string rule)
    {
        var result = await Account.ReserveAsync(Request(start, rule));
        Assert.Equal(ReservationOutcome.Accepted, result.Outcome);
        return result.Reservation!;
    }

    private static ReservationRequest Request(DateTimeOffset start, string rule) => new()
    {
        RequestId = Guid.NewGuid(),
        Organizer = new UserId("anna"),
        Title = "Series",
        Start = start,
        End = start.AddHours(1),
        TimeZone = "Europe/Warsaw",
        RecurrenceRule = rule,
    };

    private async Task<AdmissionOutcome> EnterAsync(RoomDefinition room)
    {
        var session = _cluster.Grains.GetGrain<ICallerSessionGrain>(Guid.NewGuid().ToString("N"));
        await session.OpenAsync(Demo.Opening(Demo.SharedToll, Now));
        var admission = await session.EnterAsync(new CallEntry { Attempt = 1, ConferenceNumber = room.Id.Value, Pin = room.GuestPin });
        await session.EndAsync(new CallEnding { EndedAt = Now, Termination = Termination.Success(TerminationReason.CallerHungUp) });
        return admission.Outcome;
    }
}
