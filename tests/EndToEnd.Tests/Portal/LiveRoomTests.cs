using Microsoft.Playwright;
using OrleansConf.EndToEnd.Tests.Calls;
using OrleansConf.TestKit.Sip;

namespace OrleansConf.EndToEnd.Tests.Portal;

/// <summary>An organizer at the portal and callers on the phone, in one conference.</summary>
public sealed class LiveRoomTests(EmbeddedServer server) : ServerTests(server), IClassFixture<EmbeddedServer>
{
    private static readonly LocatorAssertionsToHaveCountOptions Soon = new() { Timeout = 5_000 };

    private Browser? _browser;
    private PortalPage? _page;

    private PortalPage Portal => _page!;

    public override async ValueTask InitializeAsync()
    {
        await using (OperatorClient provider = await OperatorClient.ConnectAsync(Server.Process, Cancel))
            await provider.AllowEarlyEntryAsync();
        _browser = await Browser.StartAsync();
        _page = await _browser.OpenAsync(Server.Process.HttpAddress);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact(DisplayName = "R-CALL-6 a scheduled conference is joined with the PIN shown; the live page lists, mutes and removes")]
    public async Task Live_ScheduledConference_ListsMutesAndRemoves()
    {
        await Portal.SignInAsync();
        AccessData access = await Portal.ScheduleAsync("Weekly round");
        await Portal.OpenLiveRoomAsync(access.ConferenceNumber);
        SipCaller[] callers = await JoinAsync(access, access.GuestPin, access.GuestPin);

        await Assertions.Expect(Portal.Participants).ToHaveCountAsync(2, Soon);
        await Callers.HearEachOtherAsync(callers, Cancel);
        ILocator row = Portal.ParticipantWith(NumberOf(callers[0]));
        await Assertions.Expect(row.GetByTestId("participant-talking")).ToBeVisibleAsync();

        await row.GetByTestId("participant-mute").ClickAsync();
        await callers[1].Audio.UntilSilentAsync([Callers.ToneOf(callers[0])], Patience, Cancel);
        await callers[0].Audio.UntilHearsAsync([Callers.ToneOf(callers[1])], Patience, cancellationToken: Cancel);
        await row.GetByTestId("participant-mute").ClickAsync();
        await Callers.HearEachOtherAsync(callers, Cancel);

        await row.GetByTestId("participant-remove").ClickAsync();
        await callers[0].UntilByeAsync(Patience, Cancel);
        await Assertions.Expect(Portal.Participants).ToHaveCountAsync(1, Soon);
        Assert.Null(callers[1].ReceivedBye);
    }

    [Fact(DisplayName = "R-ACC-7 a locked room keeps guests out and lets the moderator in; ending it hangs up on all")]
    public async Task Lock_FromThePortal_KeepsGuestsOutUntilTheEnd()
    {
        await Portal.SignInAsync();
        AccessData access = await Portal.ScheduleAsync("Behind closed doors");
        await Portal.OpenLiveRoomAsync(access.ConferenceNumber);
        SipCaller[] inside = await JoinAsync(access, access.GuestPin);
        await Assertions.Expect(Portal.Participants).ToHaveCountAsync(1, Soon);

        await Portal.ById("room-lock").ClickAsync();
        SipCaller[] late = await JoinAsync(access, access.GuestPin);
        await late[0].UntilByeAsync(TimeSpan.FromSeconds(30), Cancel);
        SipCaller[] moderator = await JoinAsync(access, access.AdminPin);
        await Callers.HearEachOtherAsync([inside[0], moderator[0]], Cancel);

        await Portal.ById("room-end").ClickAsync();
        await Portal.ConfirmAsync();
        await inside[0].UntilByeAsync(Patience, Cancel);
        await moderator[0].UntilByeAsync(Patience, Cancel);
    }

    [Fact(DisplayName = "R-ACC-9 the operator watches a room with masked numbers and without the buttons")]
    public async Task Live_Operator_WatchesMasked()
    {
        await Portal.SignInAsync();
        AccessData access = await Portal.ScheduleAsync("Not for everyone");
        await Portal.OpenLiveRoomAsync(access.ConferenceNumber);
        SipCaller[] callers = await JoinAsync(access, access.GuestPin);
        await Assertions.Expect(Portal.ParticipantWith(NumberOf(callers[0]))).ToHaveCountAsync(1, Soon);

        PortalPage other = await _browser!.OpenAsync(Server.Process.HttpAddress);
        await other.SignInAsync(Demo.Operator);
        await other.Page.GotoAsync(Portal.Page.Url);

        await Assertions.Expect(other.Participants).ToHaveCountAsync(1, Soon);
        await Assertions.Expect(other.ParticipantWith(NumberOf(callers[0]))).ToHaveCountAsync(0);
        Assert.Equal(0, await other.ById("participant-remove").CountAsync() + await other.ById("room-lock").CountAsync());
        await other.Page.GotoAsync($"/conferences/{access.ConferenceNumber}");
        Assert.DoesNotContain(access.GuestPin, await other.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact(DisplayName = "R-CALL-6 speak mode, promotion and entry tones from the portal show at once")]
    public async Task Live_Commands_ShowAtOnce()
    {
        await Portal.SignInAsync();
        AccessData access = await Portal.ScheduleAsync("Remote control");
        await Portal.OpenLiveRoomAsync(access.ConferenceNumber);
        SipCaller[] callers = await JoinAsync(access, access.GuestPin, access.GuestPin);
        await Assertions.Expect(Portal.Participants).ToHaveCountAsync(2, Soon);

        await Portal.ById("room-speak-mode").SelectOptionAsync("Lecture");
        await Assertions.Expect(Portal.ById("participant-muted")).ToHaveCountAsync(2, Soon);
        await Portal.ParticipantWith(NumberOf(callers[0])).GetByTestId("participant-promote").ClickAsync();
        await Assertions.Expect(Portal.ById("participant-muted")).ToHaveCountAsync(1, Soon);
        await callers[1].Audio.UntilHearsAsync([Callers.ToneOf(callers[0])], Patience, cancellationToken: Cancel);

        await Portal.ById("room-tones").ClickAsync();
        await Assertions.Expect(Portal.ById("room-tones")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact(DisplayName = "R-RES-11 a series is scheduled in the portal, and one of its dates is taken out")]
    public async Task Schedule_Series_ShowsItsDates()
    {
        await Portal.SignInAsync();
        await Portal.Page.GotoAsync("/schedule");
        await Portal.Field("title").FillAsync("Every week");
        await Portal.ById("repeat").SelectOptionAsync("Weekly");
        await Portal.Field("repeat-count").FillAsync("3");
        await Portal.ById("submit").ClickAsync();
        await Assertions.Expect(Portal.ById("occurrence")).ToHaveCountAsync(3, Soon);
        await Portal.ById("occurrence-skip").First.ClickAsync();
        await Assertions.Expect(Portal.ById("occurrence")).ToHaveCountAsync(2, Soon);
    }

    [Fact(DisplayName = "A live room asks a visitor who is not signed in to sign in")]
    public async Task Live_NotSignedIn_IsSentToSignIn()
    {
        await Portal.Page.GotoAsync($"/rooms/{Demo.ConferenceNumber}/live");

        await Assertions.Expect(Portal.ById("sign-in")).ToBeVisibleAsync();
        Assert.Equal(0, await Portal.ById("room-lock").CountAsync());
    }

    private async Task<SipCaller[]> JoinAsync(AccessData access, params string[] pins)
    {
        SipCaller[] callers = [.. pins.Select(_ => Callers.Add())];
        await Task.WhenAll(callers.Select(async (caller, i) =>
        {
            await caller.CallAsync(Demo.SharedNumber, Cancel);
            await caller.Audio.PressAsync($"1{access.ConferenceNumber}#{pins[i]}#", cancellationToken: Cancel);
        }));
        return callers;
    }

    private static string NumberOf(SipCaller caller) => caller.Name.Split(' ')[0];
}
