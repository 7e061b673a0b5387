using OrleansConf.TestKit.Audio;
using OrleansConf.TestKit.Processes;
using OrleansConf.TestKit.Sip;

namespace OrleansConf.EndToEnd.Tests.TestKit;

/// <summary>The test caller against sipp's built-in answering party, which echoes the audio.</summary>
public sealed class SipCallerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_AnsweredBySipp_HearsItselfThroughTheEcho()
    {
        await using var answering = new SippAnswering();
        await using var caller = new SipCaller(answering.EndPoint, new SipCallerOptions { ToneHz = Tones.Of(12), Laws = [G711Law.Mu] });

        await caller.CallAsync("100", Cancel);
        await caller.Audio.UntilHearsAsync([Tones.Of(12)], Patience, cancellationToken: Cancel);
        SipMessage answer = await caller.HangUpAsync(Cancel);

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal([180, 200, 200], caller.Received.Select(m => m.StatusCode));
    }

    [Fact]
    public async Task Call_PeerAbsent_TimesOutAndSaysSo()
    {
        var nobody = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, FreePorts.Next());
        await using var caller = new SipCaller(nobody, new SipCallerOptions
        {
            RetransmitAfter = TimeSpan.FromMilliseconds(50),
            AnswerTimeout = TimeSpan.FromMilliseconds(300),
        });

        TimeoutException timeout = await Assert.ThrowsAsync<TimeoutException>(() => caller.CallAsync("100", Cancel));

        Assert.Contains("any answer to INVITE", timeout.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Phone_BaresipCallsSipp_RecordsItsOwnToneFromTheEcho()
    {
        await using var answering = new SippAnswering();
        await using BaresipPhone phone = await BaresipPhone.StartAsync(
            answering.EndPoint, "+4915155500002", Tones.Of(20), "PCMU/8000/1", cancellationToken: Cancel);

        await phone.CallAsync($"sip:100@{answering.EndPoint}", Cancel);
        await phone.PressAsync("12", Cancel);
        await phone.UntilRecordedAsync(TimeSpan.FromSeconds(1), Cancel);
        await phone.HangUpAsync(Cancel);
        HeardAudio recording = await phone.StopAndGetRecordingAsync(Cancel);

        Assert.True(recording.ShareHearing(Tones.Of(20)) > 0, recording.Describe([Tones.Of(20)]));
    }
}
