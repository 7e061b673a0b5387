using OrleansConf.TestKit.Sip;

namespace OrleansConf.EndToEnd.Tests.Calls;

/// <summary>A customer's own number in conference mode: open, PIN, allow-list.</summary>
public sealed class OwnNumberTests(EmbeddedServer server) : ServerTests(server), IClassFixture<EmbeddedServer>
{
    [Fact(DisplayName = "R-ACC-4 an open own number is the room: no key is asked")]
    public async Task Call_OpenNumber_EachHearsTheOthers()
    {
        SipCaller[] callers = [Callers.Add(), Callers.Add(), Callers.Add()];

        await Task.WhenAll(callers.Select(caller => caller.CallAsync(Demo.OpenNumber, Cancel)));

        await Callers.HearEachOtherAsync(callers, Cancel);
    }

    [Fact(DisplayName = "R-ACC-1 an own number in PIN mode asks the PIN only")]
    public async Task Call_PinNumber_LetsInByPin()
    {
        SipCaller[] callers = [Callers.Add(), Callers.Add()];

        await Task.WhenAll(callers.Select(async caller =>
        {
            await caller.CallAsync(Demo.PinNumber, Cancel);
            await caller.Audio.PressAsync($"{Demo.PinOfNumber}#", cancellationToken: Cancel);
        }));

        await Callers.HearEachOtherAsync(callers, Cancel);
    }

    [Fact(DisplayName = "R-ACC-1 a caller without the PIN of the number is not let in")]
    public async Task Call_PinNumberWrongPin_IsHungUpOn()
    {
        SipCaller caller = Callers.Add();
        await caller.CallAsync(Demo.PinNumber, Cancel);

        await caller.Audio.PressAsync("9999#8888#7777#", cancellationToken: Cancel);

        await caller.UntilByeAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    [Theory(DisplayName = "R-ACC-2 a listed caller is let in, in any notation of the number")]
    [InlineData("+4915112345678")]
    [InlineData("004915112345678")]
    public async Task Call_ListedNumberByListedCaller_IsLetIn(string from)
    {
        SipCaller caller = Callers.Add(from);

        SipMessage answer = await caller.InviteAsync(Demo.ListedNumber, Cancel);

        Assert.Equal(200, answer.StatusCode);
    }

    [Fact(DisplayName = "R-ACC-2 the asserted identity decides, not the From")]
    public async Task Call_ListedNumberAssertedByTheCarrier_IsLetIn()
    {
        SipCaller caller = Callers.Add(new CallerIdentity { Number = "+4915199999999", Asserted = Demo.ListedCaller });

        SipMessage answer = await caller.InviteAsync(Demo.ListedNumber, Cancel);

        Assert.Equal(200, answer.StatusCode);
    }

    [Fact(DisplayName = "R-ACC-2 an unlisted caller is rejected with 603")]
    public async Task Call_ListedNumberByUnlistedCaller_IsDeclined()
    {
        SipMessage answer = await Callers.Add().InviteAsync(Demo.ListedNumber, Cancel);

        Assert.Equal(603, answer.StatusCode);
    }

    [Fact(DisplayName = "R-ACC-2 a caller who withholds a listed number is rejected with 603")]
    public async Task Call_ListedNumberAnonymously_IsDeclined()
    {
        SipCaller caller = Callers.Add(
            new CallerIdentity { Number = Demo.ListedCaller, Asserted = Demo.ListedCaller, Anonymous = true });

        SipMessage answer = await caller.InviteAsync(Demo.ListedNumber, Cancel);

        Assert.Equal(603, answer.StatusCode);
    }

    [Theory(DisplayName = "A number that is none of ours gets 404")]
    [InlineData("+4930863999")]
    [InlineData("8999")]
    [InlineData("alice")]
    public async Task Call_UnknownNumber_IsNotFound(string number)
    {
        SipMessage answer = await Callers.Add().InviteAsync(number, Cancel);

        Assert.Equal(404, answer.StatusCode);
    }
}
