using OrleansConf.TestKit.Audio;
using OrleansConf.TestKit.Sip;

namespace OrleansConf.EndToEnd.Tests.Calls;

/// <summary>Shared number, conference number, PIN: the path of the one demo conference, so one test at a time.</summary>
public sealed class SharedNumberTests(EmbeddedServer server) : ServerTests(server), IClassFixture<EmbeddedServer>
{
    [Fact(DisplayName = "R-CALL-1 three callers key in number and PIN while prompts play, each hears the two others")]
    public async Task Join_KeysDuringPrompts_EachHearsTheOthersOnly()
    {
        SipCaller[] callers = [Callers.Add(), Callers.Add(), Callers.Add()];

        await Task.WhenAll(callers.Select(caller => EnterAsync(caller, Demo.Pin)));

        await Callers.HearEachOtherAsync(callers, Cancel);
    }

    [Fact(DisplayName = "R-CALL-1 keys typed ahead in one go are all taken")]
    public async Task Join_KeysTypedAhead_NoneIsLost()
    {
        SipCaller[] callers = [Callers.Add(), Callers.Add(options: new SipCallerOptions { Laws = [G711Law.Mu] })];

        await Task.WhenAll(callers.Select(async caller =>
        {
            await caller.CallAsync(Demo.SharedNumber, Cancel);
            await caller.Audio.PressAsync($"1{Demo.ConferenceNumber}#{Demo.Pin}#", cancellationToken: Cancel);
        }));

        await Callers.HearEachOtherAsync(callers, Cancel);
    }

    [Fact(DisplayName = "R-CALL-1 an entry of the exact length needs no #")]
    public async Task Join_EntriesWithoutEnd_AreTaken()
    {
        SipCaller[] callers = [Callers.Add(), Callers.Add()];

        await Task.WhenAll(callers.Select(async caller =>
        {
            await caller.CallAsync(Demo.SharedNumber, Cancel);
            await caller.Audio.PressAsync($"1{Demo.ConferenceNumber}{Demo.Pin}", cancellationToken: Cancel);
        }));

        await Callers.HearEachOtherAsync(callers, Cancel);
    }

    [Fact(DisplayName = "R-CALL-1 keys by SIP INFO are taken like those by RFC 4733")]
    public async Task Join_KeysByInfo_EachHearsTheOther()
    {
        SipCaller byInfo = Callers.Add(options: new SipCallerOptions { OffersEvents = false });
        SipCaller byEvents = Callers.Add();

        await byInfo.CallAsync(Demo.SharedNumber, Cancel);
        await byInfo.PressByInfoAsync($"1{Demo.ConferenceNumber}#{Demo.Pin}#", Cancel);
        await EnterAsync(byEvents, Demo.Pin);

        await Callers.HearEachOtherAsync([byInfo, byEvents], Cancel);
    }

    [Fact(DisplayName = "R-CALL-1 keys without marker and with a lost end are counted once")]
    public async Task Join_KeysOfASloppyGateway_AreCountedOnce()
    {
        var sloppy = new DtmfTiming { Marker = false, EndPackets = 1, KeyDown = TimeSpan.FromMilliseconds(60), Gap = TimeSpan.FromMilliseconds(60) };
        SipCaller[] callers = [Callers.Add(), Callers.Add()];

        await Task.WhenAll(callers.Select(async caller =>
        {
            await caller.CallAsync(Demo.SharedNumber, Cancel);
            await caller.Audio.PressAsync($"1{Demo.ConferenceNumber}#{Demo.Pin}#", sloppy, Cancel);
        }));

        await Callers.HearEachOtherAsync(callers, Cancel);
    }

    [Fact(DisplayName = "R-ACC-5 the ADMIN PIN opens the same conference as the PIN")]
    public async Task Join_AdminPin_HearsTheGuests()
    {
        SipCaller[] callers = [Callers.Add(), Callers.Add()];

        await Task.WhenAll(EnterAsync(callers[0], Demo.AdminPin), EnterAsync(callers[1], Demo.Pin));

        await Callers.HearEachOtherAsync(callers, Cancel);
    }

    [Fact(DisplayName = "R-ACC-8 the short code reaches the shared number")]
    public async Task Join_ShortCode_MeetsCallersOfTheLongNumber()
    {
        SipCaller[] callers = [Callers.Add(), Callers.Add()];

        await Task.WhenAll(EnterAsync(callers[0], Demo.Pin, Demo.ShortCode), EnterAsync(callers[1], Demo.Pin, "0048223500908"));

        await Callers.HearEachOtherAsync(callers, Cancel);
    }

    [Fact(DisplayName = "R-ACC-6 the third wrong PIN ends the call with BYE")]
    public async Task Join_WrongPinThreeTimes_IsHungUpOn()
    {
        SipCaller caller = Callers.Add();
        await caller.CallAsync(Demo.SharedNumber, Cancel);
        await caller.Audio.PressAsync($"1{Demo.ConferenceNumber}#", cancellationToken: Cancel);

        await caller.Audio.PressAsync("1111#", cancellationToken: Cancel);
        await caller.Audio.PressAsync("2222#", cancellationToken: Cancel);
        Assert.Null(caller.ReceivedBye);
        await caller.Audio.PressAsync("3333#", cancellationToken: Cancel);

        await caller.UntilByeAsync(Patience, Cancel);
    }

    [Fact(DisplayName = "R-ACC-6 two wrong PINs and a right one let the caller in")]
    public async Task Join_RightPinAtTheThirdTry_IsLetIn()
    {
        SipCaller[] callers = [Callers.Add(), Callers.Add()];
        await callers[0].CallAsync(Demo.SharedNumber, Cancel);
        await callers[0].Audio.PressAsync($"1{Demo.ConferenceNumber}#1111#{Demo.ConferenceNumber}#2222#{Demo.ConferenceNumber}#{Demo.Pin}#", cancellationToken: Cancel);
        await EnterAsync(callers[1], Demo.Pin);

        await Callers.HearEachOtherAsync(callers, Cancel);
    }

    [Fact(DisplayName = "R-ACC-6 three unknown conference numbers, each with a PIN, end the call with BYE")]
    public async Task Join_UnknownConferenceThreeTimes_IsHungUpOn()
    {
        SipCaller caller = Callers.Add();
        await caller.CallAsync(Demo.SharedNumber, Cancel);

        await caller.Audio.PressAsync("1999111#1234#", cancellationToken: Cancel);
        await caller.Audio.PressAsync("p999222#1234#p999333#1234#", cancellationToken: Cancel);

        await caller.UntilByeAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    [Fact(DisplayName = "R-CALL-3 keys are not heard by the others")]
    public async Task Press_InTheConference_OthersHearNoTones()
    {
        SipCaller[] callers = [Callers.Add(), Callers.Add()];
        await Task.WhenAll(callers.Select(caller => EnterAsync(caller, Demo.Pin)));
        await Callers.HearEachOtherAsync(callers, Cancel);

        Task<HeardAudio> listening = callers[1].Audio.Heard.ListenAsync(TimeSpan.FromSeconds(2), Cancel);
        await callers[0].Audio.PressAsync("99D", cancellationToken: Cancel);
        HeardAudio heard = await listening;

        // The two frequencies of key 9 (ITU-T Q.23), and no key events let through.
        Assert.True(heard.IsWithout(852) && heard.IsWithout(1477), heard.Describe([852, 1477]));
        Assert.Equal(0, callers[1].Audio.Heard.EventPackets);
    }

    /// <summary>Waits for each prompt to be heard, then keys over it.</summary>
    private static async Task EnterAsync(SipCaller caller, string pin, string number = Demo.SharedNumber)
    {
        await caller.CallAsync(number, Cancel);
        await caller.Audio.Heard.UntilSoundAsync(Patience, Cancel);
        await caller.Audio.PressAsync("1p", cancellationToken: Cancel);
        await caller.Audio.PressAsync($"{Demo.ConferenceNumber}#p", cancellationToken: Cancel);
        await caller.Audio.PressAsync($"{pin}#", cancellationToken: Cancel);
    }
}
