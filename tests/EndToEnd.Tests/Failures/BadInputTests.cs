using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansConf.EndToEnd.Tests.Calls;
using OrleansConf.TestKit.Sip;

namespace OrleansConf.EndToEnd.Tests.Failures;

/// <summary>What networks and strangers do to a server, while a call runs that must not notice.</summary>
public sealed class BadInputTests(EmbeddedServer server) : ServerTests(server), IClassFixture<EmbeddedServer>
{
    private const int Seed = 20260701;

    [Fact(DisplayName = "Malformed datagrams on the SIP and RTP ports change nothing for a running call")]
    public async Task Send_MalformedDatagrams_RunningCallGoesOn()
    {
        SipCaller[] callers = await CallRoomAsync();
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

        foreach (byte[] datagram in MalformedSip())
        {
            stranger.SendTo(datagram, Server.Process.SipEndPoint);
            callers[0].SendRaw(datagram);
        }

        foreach (byte[] datagram in MalformedRtp())
        {
            foreach (SipCaller caller in callers)
            {
                caller.Audio.SendRaw(datagram);
                stranger.SendTo(datagram, caller.Audio.Remote!);
                stranger.SendTo(datagram, new IPEndPoint(IPAddress.Loopback, caller.Audio.Remote!.Port + 1));
            }
        }

        await Callers.HearEachOtherAsync(callers, Cancel);
        Assert.Equal(200, (await callers[0].OptionsAsync(Cancel)).StatusCode);
        Assert.Equal(200, (await callers[0].HangUpAsync(Cancel)).StatusCode);
    }

    [Fact(DisplayName = "A stranger's well-formed audio is not heard")]
    public async Task Send_RtpOfAStranger_IsDropped()
    {
        SipCaller[] callers = await CallRoomAsync();
        const int strangeTone = 2810;
        await using var stranger = new OrleansConf.TestKit.Audio.RtpTone("stranger", strangeTone);

        stranger.Start(callers[0].Audio.Remote!, OrleansConf.TestKit.Audio.G711Law.A);
        await stranger.PressAsync("p", cancellationToken: Cancel);
        await Callers.HearEachOtherAsync(callers, Cancel);

        Assert.All(callers, caller => Assert.True(caller.Audio.Heard.Recent(TimeSpan.FromSeconds(1)).IsWithout(strangeTone)));
    }

    [Fact(DisplayName = "A repeated INVITE datagram is the same call, answered with the same 200")]
    public async Task Send_InviteTwice_IsOneCall()
    {
        SipCaller[] callers = [Callers.Add(), Callers.Add()];
        string room = Server.TakeRoom();
        callers[0].StartInvite(room);
        callers[0].RepeatInvite();
        callers[0].RepeatInvite();
        SipMessage answer = await callers[0].UntilAnsweredAsync(Cancel);
        await callers[1].CallAsync(room, Cancel);

        // Were it two calls, the second would bring the caller's own tone back to it.
        await Callers.HearEachOtherAsync(callers, Cancel);

        Assert.Equal(200, answer.StatusCode);
        Assert.Single(callers[0].Received.Where(m => m is { Method: "INVITE", StatusCode: 200 }).Select(m => m["To"]).Distinct());
    }

    [Fact(DisplayName = "An answer that is never acknowledged is repeated and then given up with BYE")]
    public async Task Answer_WithoutAck_IsRepeatedThenEnded()
    {
        SipCaller caller = Callers.Add(options: new SipCallerOptions { SendsAck = false });
        await caller.InviteAsync(Server.TakeRoom(), Cancel);

        await caller.UntilReceivedAsync(
            received => received.Count(m => m is { Method: "INVITE", StatusCode: 200 }) >= 3, "three 200", Patience, Cancel);
        await caller.UntilByeAsync(TimeSpan.FromSeconds(40), Cancel);
    }

    [Fact(DisplayName = "Hold by re-INVITE stops both directions, resuming brings them back")]
    public async Task Reinvite_HoldAndResume_AudioStopsAndComesBack()
    {
        SipCaller[] callers = await CallRoomAsync();

        SipMessage held = await callers[0].ReinviteAsync("inactive", Cancel);
        await callers[0].Audio.UntilSilentAsync([Callers.ToneOf(callers[1])], Patience, Cancel);
        await callers[1].Audio.UntilSilentAsync([Callers.ToneOf(callers[0])], Patience, Cancel);
        SipMessage resumed = await callers[0].ReinviteAsync("sendrecv", Cancel);

        Assert.Equal("inactive", SdpAudio.Parse(held.Body).Direction);
        Assert.Equal("sendrecv", SdpAudio.Parse(resumed.Body).Direction);
        await Callers.HearEachOtherAsync(callers, Cancel);
    }

    [Fact(DisplayName = "BYE within a call that is over gets 481, OPTIONS gets 200")]
    public async Task Send_ByeTwice_SecondIsUnknown()
    {
        SipCaller caller = Callers.Add();
        await caller.CallAsync(Server.TakeRoom(), Cancel);

        Assert.Equal(200, (await caller.HangUpAsync(Cancel)).StatusCode);
        Assert.Equal(481, (await caller.RequestAsync("BYE", null, null, Cancel)).StatusCode);
        Assert.Equal(200, (await caller.OptionsAsync(Cancel)).StatusCode);
    }

    private async Task<SipCaller[]> CallRoomAsync()
    {
        string room = Server.TakeRoom();
        SipCaller[] callers = [Callers.Add(), Callers.Add()];
        await Task.WhenAll(callers.Select(caller => caller.CallAsync(room, Cancel)));
        await Callers.HearEachOtherAsync(callers, Cancel);
        return callers;
    }

    private static IEnumerable<byte[]> MalformedSip()
    {
        string[] texts =
        [
            "", "\r\n", "\r\n\r\n", "INVITE", "INVITE sip:8001@127.0.0.1 SIP/2.0\r\n\r\n", "SIP/2.0 200 OK\r\n\r\n",
            "SIP/2.0 999999 \r\nVia: SIP/2.0/UDP x\r\n\r\n",
            "INVITE sip:8001@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx\r\nContent-Length: 999999\r\n\r\nv=0",
            "BYE sip:8001 SIP/2.0\r\nVia: ,,,\r\nFrom: <\r\nTo: >\r\nCall-ID:\r\nCSeq: x y\r\n\r\n",
            "OPTIONS sip:a SIP/2.0\r\nVia: SIP/2.0/UDP [::;branch=\r\nMax-Forwards: -1\r\nCSeq: 99999999999 OPTIONS\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n", new string('A', 20_000), "INVITE " + new string(';', 5_000) + " SIP/2.0\r\n\r\n",
        ];
        var random = new Random(Seed);
        return texts.Select(Encoding.UTF8.GetBytes).Concat(Noise(random, count: 200, maxBytes: 1400));
    }

    private static IEnumerable<byte[]> MalformedRtp()
    {
        var random = new Random(Seed);
        byte[][] packets =
        [
            [], [0x80], [0x80, 8, 0, 1], [0x8F, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1],                 // claims fifteen sources
            [0x90, 8, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0xBE, 0xDE, 0xFF, 0xFF],                       // an extension longer than the packet
            [0xA0, 8, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1, 0xFF],                                         // padding longer than the packet
            [0x80, 101, 0, 4, 0, 0, 0, 0, 0, 0, 0, 1, 5],                                          // a key event cut short
            [0x80, 127, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3], [0x00, 8, 0, 6, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2],
        ];
        return packets.Concat(Noise(random, count: 100, maxBytes: 400));
    }

    private static IEnumerable<byte[]> Noise(Random random, int count, int maxBytes)
    {
        for (int i = 0; i < count; i++)
        {
            var noise = new byte[random.Next(1, maxBytes)];
            random.NextBytes(noise);
            // Random bytes are seldom RTP version 2 by chance; noise with the caller's own source would rightly be played.
            noise[0] &= 0x3F;
            yield return noise;
        }
    }
}
