using System.Net;
using OrleansConf.TestKit.Audio;
using OrleansConf.TestKit.Processes;
using OrleansConf.TestKit.Sip;

namespace OrleansConf.EndToEnd.Tests.Calls;

/// <summary>baresip over each transport and with encrypted media: another's SIP, TLS and SRTP against ours.</summary>
public sealed class SecurePhoneTests(SecureServer server) : ServerTests(server), IClassFixture<SecureServer>
{
    [Theory(DisplayName = "A baresip softphone over TCP and TLS, with and without SRTP, is in the conference both ways")]
    [InlineData("tcp", null)]
    [InlineData("tls", null)]
    [InlineData("tls", "srtp-mand")]
    [InlineData("udp", "srtp")]
    public async Task Join_Baresip_HearsAndIsHeard(string transport, string? mediaEncryption)
    {
        IPEndPoint sip = transport == "tls" ? server.TlsEndPoint : server.Process.SipEndPoint;
        int phoneTone = Tones.Of(50);
        string room = server.TakeRoom();
        SipCaller caller = Callers.Add();
        await caller.CallAsync(room, Cancel);
        await using BaresipPhone phone = await BaresipPhone.StartAsync(
            sip, Callers.NewNumber(), phoneTone,
            line: new BaresipLine { Transport = transport, RootFile = server.RootFile, MediaEncryption = mediaEncryption }, cancellationToken: Cancel);

        await phone.CallAsync($"sip:{room}@{sip};transport={transport}", Cancel);
        await caller.Audio.UntilHearsAsync([phoneTone], Patience, without: [Callers.ToneOf(caller)], cancellationToken: Cancel);
        await phone.UntilRecordedAsync(TimeSpan.FromSeconds(2), Cancel);
        await phone.HangUpAsync(Cancel);
        HeardAudio recording = await phone.StopAndGetRecordingAsync(Cancel);

        double seconds = recording.ShareHearing(Callers.ToneOf(caller)) * recording.Duration.TotalSeconds;
        Assert.True(seconds >= 1, $"{seconds:0.0} s of the other's tone in {recording.Duration.TotalSeconds:0.0} s\n{phone.Output}");
        if (mediaEncryption is not null)
            Assert.Contains("SRTP is Enabled", phone.Output, StringComparison.OrdinalIgnoreCase);
    }
}
