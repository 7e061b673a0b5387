using OrleansConf.TestKit.Audio;
using OrleansConf.TestKit.Processes;
using OrleansConf.TestKit.Sip;

namespace OrleansConf.EndToEnd.Tests.Calls;

/// <summary>Programs of others that have never seen our code: baresip as a telephone, sipp as a judge of the SIP.</summary>
public sealed class SoftphoneTests(EmbeddedServer server) : ServerTests(server), IClassFixture<EmbeddedServer>
{
    [Theory(DisplayName = "A baresip softphone joins with its keypad and records the other party's tone")]
    [InlineData("PCMA/8000/1")]
    [InlineData("PCMU/8000/1")]
    public async Task Join_Baresip_RecordsTheOtherParty(string codec)
    {
        int phoneTone = Tones.Of(50);
        SipCaller caller = Callers.Add();
        await caller.CallAsync(Demo.SharedNumber, Cancel);
        await caller.Audio.PressAsync($"1{Demo.ConferenceNumber}#{Demo.Pin}#", cancellationToken: Cancel);
        await using BaresipPhone phone = await BaresipPhone.StartAsync(
            Server.Process.SipEndPoint, Callers.NewNumber(), phoneTone, codec, cancellationToken: Cancel);

        await phone.CallAsync($"sip:{Demo.SharedNumber}@{Server.Process.SipEndPoint}", Cancel);
        await phone.PressAsync($"1{Demo.ConferenceNumber}#{Demo.Pin}#", Cancel);
        await caller.Audio.UntilHearsAsync([phoneTone], Patience, without: [Callers.ToneOf(caller)], cancellationToken: Cancel);
        await phone.UntilRecordedAsync(TimeSpan.FromSeconds(2), Cancel);
        await phone.HangUpAsync(Cancel);
        HeardAudio recording = await phone.StopAndGetRecordingAsync(Cancel);

        // The recording begins with the prompts; at least a second of the conference must be in it.
        double seconds = recording.ShareHearing(Callers.ToneOf(caller)) * recording.Duration.TotalSeconds;
        Assert.True(seconds >= 1, $"{seconds:0.0} s of the other's tone in {recording.Duration.TotalSeconds:0.0} s\n{phone.Output}");
        Assert.Equal(0, recording.ShareHearing(phoneTone));
    }

    [Fact(DisplayName = "sipp's own UAC scenario passes, ten calls")]
    public async Task Call_SippBuiltInCaller_AllCallsPass()
    {
        string output = await Sipp.RunBuiltInCallerAsync(Server.Process.SipEndPoint, Server.TakeRoom(), 10, Cancel);

        Assert.Contains("Successful call", output, StringComparison.Ordinal);
    }

    [Theory(DisplayName = "sipp's scenarios of RFC 3261 pass")]
    [InlineData("late-offer")]
    [InlineData("no-common-codec")]
    [InlineData("unknown-extension")]
    [InlineData("options")]
    public Task Call_SippScenario_Passes(string scenario) => Sipp.RunScenarioAsync(
        Server.Process.SipEndPoint, Server.TakeRoom(), calls: 3,
        Path.Combine(AppContext.BaseDirectory, "Scenarios", scenario + ".xml"), Cancel);
}
