using System.Globalization;
using OrleansConf.EndToEnd.Tests.Calls;
using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Billing;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Numbers;
using OrleansConf.Grains.Interfaces.Plans;
using OrleansConf.Grains.Interfaces.Reservations;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.TestKit.Processes;
using OrleansConf.TestKit.Sip;
using Xunit;

namespace OrleansConf.EndToEnd.Tests.Stories;

/// <summary>One story for each of the five services, with real calls and days that pass by the server's clock.</summary>
public sealed class PresetStoryTests(ClockedServer server) : ServerTests(server), IClassFixture<ClockedServer>
{
    private static readonly TimeSpan HangUpPatience = TimeSpan.FromSeconds(45);

    private readonly ClockedServer _server = server;
    private OperatorClient? _provider;

    private OperatorClient Provider => _provider!;

    private MovableClock Clock => _server.Clock;

    public override async ValueTask InitializeAsync() => _provider = await OperatorClient.ConnectAsync(Server.Process, Cancel);

    public override async ValueTask DisposeAsync()
    {
        if (_provider is not null)
            await _provider.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact(DisplayName = "R-RES-6 R-RES-7 R-RES-8 story of plan reserved: a Polish teleconference over two days")]
    public async Task Reserved_TwoDays_RunsConferencesAndEndsOnTime()
    {
        IOrganizerAccountGrain account = await CreateAccountAsync("reserved", "PL");
        DateTimeOffset start = Clock.Now.AddMinutes(15);
        DateTimeOffset end = start.AddDays(2);
        Reservation reservation = await ReserveAsync(account, start, end, "Europe/Warsaw", "pl");
        RoomDefinition room = reservation.Room;

        SipCaller early = await EnterAsync(room, room.GuestPin);
        await early.UntilByeAsync(HangUpPatience, Cancel);

        await PassAsync(TimeSpan.FromMinutes(11));
        string first = await MeetAsync(room);
        await PassAsync(TimeSpan.FromDays(1));
        string second = await MeetAsync(room);
        Assert.NotEqual(first, second);

        await PassAsync(end - TimeSpan.FromMinutes(8) - Clock.Now);
        SipCaller[] last = [await EnterAsync(room, room.AdminPin), await EnterAsync(room, room.GuestPin)];
        await Callers.HearEachOtherAsync(last, Cancel);
        await PassAsync(TimeSpan.FromMinutes(8));
        await Task.WhenAll(last.Select(caller => caller.UntilByeAsync(HangUpPatience, Cancel)));

        Assert.Equal(ReservationPhase.Finished, Assert.Single(await account.ListReservationsAsync()).Phase);
        await PassAsync(TimeSpan.FromMinutes(61));
        Assert.Empty(await account.ListReservationsAsync());
        Assert.Equal([TerminationReason.TooEarly], await ReasonsOfAsync(early));
        Assert.Equal([TerminationReason.WindowOver], await ReasonsOfAsync(last[1]));
    }

    [Fact(DisplayName = "R-ACC-1 R-ACC-4 story of plan own-number: a German number goes from open to PIN to allow-list, and off, between calls")]
    public async Task OwnNumber_ChangesBetweenCalls_HoldForTheNextCaller()
    {
        const string number = "+4930863777";
        const string pin = "730418";
        IOrganizerAccountGrain account = await CreateAccountAsync("own-number", "DE");
        await AddOwnNumberAsync(number, account);
        RoomDefinition room = Assert.IsType<RoomDefinition>(await account.AddPermanentRoomAsync(new PermanentRoomRequest
        {
            RequestId = Guid.NewGuid(),
            Title = "Werkstatt",
            OwnNumber = number,
            AccessMode = AccessMode.Open,
            Language = "de",
        }));

        SipCaller[] open = [Callers.Add(), Callers.Add()];
        await Task.WhenAll(open.Select(caller => caller.CallAsync(number, Cancel)));
        await Callers.HearEachOtherAsync(open, Cancel);

        Assert.True(await account.RedefineRoomAsync(room with { AccessMode = AccessMode.Pin, GuestPin = pin }));
        SipCaller withPin = Callers.Add();
        await withPin.CallAsync(number, Cancel);
        await withPin.Audio.PressAsync($"{pin}#", cancellationToken: Cancel);
        await Callers.HearEachOtherAsync([.. open, withPin], Cancel);

        SipCaller listed = Callers.Add("+4915112345678");
        Assert.True(await account.RedefineRoomAsync(room with { AccessMode = AccessMode.AllowList, AllowedCallers = ["0151 12345678"] }));
        await listed.CallAsync(number, Cancel);
        await Callers.HearEachOtherAsync([.. open, withPin, listed], Cancel);
        // Plan own-number tells the unlisted why before it hangs up.
        SipCaller stranger = Callers.Add();
        await stranger.CallAsync(number, Cancel);
        await stranger.UntilByeAsync(HangUpPatience, Cancel);

        Assert.True(await account.SwitchOwnNumberAsync(room.Id, inService: false));
        await listed.HangUpAsync(Cancel);
        await UntilAsync(async () => (await listed.InviteAsync(number, Cancel)).StatusCode == 404);
    }

    [Fact(DisplayName = "R-RES-10 story of plan toll-free-guests: a Spanish room's codes hold on for months")]
    public async Task TollFreeGuests_PermanentRoom_NeverExpires()
    {
        IOrganizerAccountGrain account = await CreateAccountAsync("toll-free-guests", "ES");
        RoomDefinition room = Assert.IsType<RoomDefinition>(await account.AddPermanentRoomAsync(
            new PermanentRoomRequest { RequestId = Guid.NewGuid(), Title = "Sala", Language = "es" }));
        await MeetAsync(room);
        await PassAsync(TimeSpan.FromDays(120));
        await MeetAsync(room);
    }

    [Fact(DisplayName = "R-CALL-5 R-BIL-2 story of plan webinar-audio: a French guest waits with music and is let go after five minutes")]
    public async Task WebinarAudio_NoModeratorComes_EndsTheWait()
    {
        IOrganizerAccountGrain account = await CreateAccountAsync("webinar-audio", "FR");
        RoomDefinition room = Assert.IsType<RoomDefinition>(await account.AddPermanentRoomAsync(
            new PermanentRoomRequest { RequestId = Guid.NewGuid(), Title = "Webinaire", Language = "fr" }));
        SipCaller guest = await EnterAsync(room, room.GuestPin);
        await UntilAsync(async () => (await RoomGrain(room).GetSnapshotAsync())?.Participants is [{ Waiting: true }]);
        await guest.Audio.Heard.UntilSoundAsync(Patience, Cancel);

        await PassAsync(TimeSpan.FromMinutes(4));
        Assert.Null(guest.ReceivedBye);
        await PassAsync(TimeSpan.FromMinutes(1));

        await guest.UntilByeAsync(HangUpPatience, Cancel);
        Assert.Equal([TerminationReason.WaitedTooLong], await ReasonsOfAsync(guest));

        SipCaller[] both = [await EnterAsync(room, room.GuestPin), await EnterAsync(room, room.AdminPin)];
        await Callers.HearEachOtherAsync(both, Cancel);
    }

    [Fact(DisplayName = "R-CALL-2 R-CALL-4 story of plan integrated-audio: an Italian conference with the plan's options and what its organizer made of them")]
    public async Task IntegratedAudio_Defaults_HoldUntilChanged()
    {
        IOrganizerAccountGrain account = await CreateAccountAsync("integrated-audio", "IT");
        Reservation reservation = await ReserveAsync(account, Clock.Now.AddMinutes(11), Clock.Now.AddHours(1), "Europe/Rome", "it");
        RoomDefinition room = reservation.Room;
        ServicePlan plan = (await Provider.Grains.GetGrain<IPlanCatalogGrain>(IPlanCatalogGrain.Key).FindAsync(room.Plan))!;
        Assert.Equal(plan.DefaultOptions, room.Options);
        await PassAsync(TimeSpan.FromMinutes(7));
        await MeetAsync(room);

        Assert.True(await account.RedefineRoomAsync(room with { Options = room.Options with { JoinMuted = true } }));
        SipCaller[] both = [await EnterAsync(room, room.AdminPin), await EnterAsync(room, room.GuestPin)];
        await both[1].Audio.UntilHearsAsync([Callers.ToneOf(both[0])], Patience, cancellationToken: Cancel);
        await both[0].Audio.UntilSilentAsync([Callers.ToneOf(both[1])], Patience, Cancel);
        await both[1].Audio.PressAsync("*6", cancellationToken: Cancel);
        await Callers.HearEachOtherAsync(both, Cancel);
    }

    /// <summary>Time passes. A leap longer than the node's lease costs it the lease: it takes the next one before calls are made.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        DateTimeOffset from = Clock.Now;
        await Clock.AdvanceAsync(time, Server.Process, Cancel);
        var node = Provider.Grains.GetGrain<IMediaNodeGrain>("node-1");
        await UntilAsync(async () => await node.GetSnapshotAsync() is { Health: NodeHealth.Healthy } snapshot && snapshot.LastHeartbeat > from + (time / 2));
    }

    /// <summary>Two callers meet in the room and hang up; returns the conference they had.</summary>
    private async Task<string> MeetAsync(RoomDefinition room)
    {
        SipCaller[] callers = [await EnterAsync(room, room.AdminPin), await EnterAsync(room, room.GuestPin)];
        await Callers.HearEachOtherAsync(callers, Cancel);
        string conference = (await RoomGrain(room).GetSnapshotAsync())!.ConferenceId!;
        await Task.WhenAll(callers.Select(caller => caller.HangUpAsync(Cancel)));
        await UntilAsync(async () => (await RoomGrain(room).GetSnapshotAsync())?.ConferenceId is null);
        return conference;
    }

    private async Task<SipCaller> EnterAsync(RoomDefinition room, string pin)
    {
        SipCaller caller = Callers.Add();
        await caller.CallAsync(Demo.SharedNumber, Cancel);
        await caller.Audio.PressAsync($"1{room.Id}#{pin}#", cancellationToken: Cancel);
        return caller;
    }

    private async Task<IOrganizerAccountGrain> CreateAccountAsync(string plan, string country)
    {
        var account = Provider.Grains.GetGrain<IOrganizerAccountGrain>(string.Create(CultureInfo.InvariantCulture, $"{plan}-{Guid.NewGuid():N}"));
        Assert.True(await account.CreateAsync(new AccountDefinition
        {
            Name = plan,
            Plan = new PlanId(plan),
            Country = country,
            OpeningBalance = new Money(100m, "EUR"),
        }));
        return account;
    }

    private static async Task<Reservation> ReserveAsync(
        IOrganizerAccountGrain account, DateTimeOffset start, DateTimeOffset end, string timeZone, string language)
    {
        ReservationResult result = await account.ReserveAsync(new ReservationRequest
        {
            RequestId = Guid.NewGuid(),
            Organizer = new UserId("organizer"),
            Title = "Story",
            Start = start,
            End = end,
            TimeZone = timeZone,
            Language = language,
        });
        Assert.Equal(ReservationOutcome.Accepted, result.Outcome);
        return result.Reservation!;
    }

    private Task AddOwnNumberAsync(string number, IOrganizerAccountGrain account) =>
        Provider.Grains.GetGrain<INumberPlanGrain>(INumberPlanGrain.Key).PutAsync(
        [
            new AccessNumber
            {
                Number = number,
                Country = "DE",
                Language = "de",
                Kind = NumberKind.Toll,
                Use = NumberUse.OwnNumber,
                Region = "eu-central",
                PricePerMinute = Money.Zero("EUR"),
                Owner = new AccountId(account.GetPrimaryKeyString()),
            },
        ]);

    private async Task<string[]> ReasonsOfAsync(SipCaller caller)
    {
        string number = caller.Name.Split(' ')[0];
        CallHistoryPage page = await Provider.Grains.GetGrain<ICallHistoryGrain>(0).ListAsync(new CallHistoryQuery { Take = 500 });
        return [.. page.Records.Where(record => record.CallerNumber == number).Select(record => record.Termination.Reason)];
    }

    private IConferenceRoomGrain RoomGrain(RoomDefinition room) => Provider.Grains.GetGrain<IConferenceRoomGrain>(room.Id.Value);

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Patience);
        while (!await condition())
            Assert.True(await timer.WaitForNextTickAsync(limit.Token));
    }
}
