using Microsoft.Extensions.Time.Testing;
using OrleansConf.MediaNode.Sip;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Sdp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip;

/// <summary>What happens within an established call, on the wire.</summary>
public class SipDialogTests
{
    private const string HoldSdp =
        "v=0\r\no=peer 1 2 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 30002 RTP/AVP 8\r\na=sendonly\r\n";

    private sealed class Listener(Func<SessionDescription, SessionDescription?> onOffer) : ISipCallListener
    {
        public List<(char Key, TimeSpan Duration)> Keys { get; } = [];

        public TaskCompletionSource<SessionDescription> Answer { get; } = new();

        public SessionDescription? OnOffer(SessionDescription offer) => onOffer(offer);

        public void OnAnswer(SessionDescription answer) => Answer.SetResult(answer);

        public void OnDtmf(char key, TimeSpan duration) => Keys.Add((key, duration));
    }

    private static Task<SipTestBed> StartAsync(Listener listener, TimeProvider? time = null) => SipTestBed.StartAsync(
        call =>
        {
            call.Listener = listener;
            return SipTestBed.Answer(call);
        },
        time: time);

    [Fact]
    public async Task Reinvite_Hold_IsAnsweredAndRefreshesTheTarget()
    {
        SessionDescription? seen = null;
        await using var bed = await StartAsync(new Listener(offer =>
        {
            seen = offer;
            return SipTestBed.SessionFor(offer);
        }));
        using var peer = new WirePeer(bed.EndPoint);
        await peer.EstablishAsync();
        var call = await bed.NextCallAsync();

        peer.Send(peer.Request("INVITE", 2, body: HoldSdp).Replace("sip:peer@", "sip:elsewhere@", StringComparison.Ordinal));
        var ok = await peer.ResponseAsync(200);
        peer.Send(peer.Request("ACK", 2));
        await call.HangUpAsync();

        Assert.Equal(MediaDirection.SendOnly, seen!.DirectionOf(seen.Media[0]));
        Assert.True(SessionDescription.TryParse(ok.Body.Span, out var answer));
        Assert.Equal(MediaDirection.ReceiveOnly, answer.DirectionOf(answer.Media[0]));
        Assert.StartsWith("sip:elsewhere@", (await peer.RequestAsync(SipMethod.Bye)).RequestUriText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reinvite_Refused_Gets488AndTheCallGoesOn()
    {
        await using var bed = await StartAsync(new Listener(static _ => null));
        using var peer = new WirePeer(bed.EndPoint);
        await peer.EstablishAsync();
        var call = await bed.NextCallAsync();
        var branch = WirePeer.NewBranch();

        peer.Send(peer.Request("INVITE", 2, branch, body: HoldSdp));
        await peer.ResponseAsync(488);
        peer.Send(peer.Request("ACK", 2, branch));

        Assert.False(call.Ended.IsCompleted);
    }

    [Fact]
    public async Task Reinvite_WithoutSdp_GetsOurSessionAndTellsTheAnswer()
    {
        var listener = new Listener(static offer => SipTestBed.SessionFor(offer));
        await using var bed = await StartAsync(listener);
        using var peer = new WirePeer(bed.EndPoint);
        await peer.EstablishAsync();

        peer.Send(peer.Request("INVITE", 2));
        var ok = await peer.ResponseAsync(200);
        Assert.True(SessionDescription.TryParse(ok.Body.Span, out var offer));
        Assert.Equal("2", offer.Origin.SessionVersion);
        peer.Send(peer.Request("ACK", 2, body: WirePeer.Sdp));

        var answer = await listener.Answer.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(30000, answer.Media[0].Port);
    }

    [Fact]
    public async Task Update_WithOffer_IsAnsweredIn200()
    {
        await using var bed = await StartAsync(new Listener(static offer => SipTestBed.SessionFor(offer)));
        using var peer = new WirePeer(bed.EndPoint);
        await peer.EstablishAsync();

        peer.Send(peer.Request("UPDATE", 2, body: HoldSdp));

        Assert.True(SessionDescription.TryParse((await peer.ResponseAsync(200)).Body.Span, out _));
    }

    [Fact]
    public async Task Reoffer_CrossingAReinvite_Gives491ToThePeer()
    {
        await using var bed = await StartAsync(new Listener(static offer => SipTestBed.SessionFor(offer)));
        using var peer = new WirePeer(bed.EndPoint);
        await peer.EstablishAsync();
        var call = await bed.NextCallAsync();
        await call.Confirmed;

        var reoffer = call.ReofferAsync(SipTestBed.SessionFor(null), TestContext.Current.CancellationToken);
        var ours = await peer.RequestAsync(SipMethod.Invite);
        var branch = WirePeer.NewBranch();
        peer.Send(peer.Request("INVITE", 2, branch, body: HoldSdp));
        await peer.ResponseAsync(491);
        peer.Send(peer.Request("ACK", 2, branch));
        peer.Respond(ours, 200, body: WirePeer.Sdp);

        var ack = await peer.RequestAsync(SipMethod.Ack);
        Assert.Equal(ours.CSeqNumber, ack.CSeqNumber);
        Assert.Equal(30000, (await reoffer)!.Media[0].Port);
    }

    [Fact]
    public async Task Reoffer_Answered491_IsTriedAgainLater()
    {
        var time = new FakeTimeProvider();
        await using var bed = await StartAsync(new Listener(static offer => SipTestBed.SessionFor(offer)), time);
        using var peer = new WirePeer(bed.EndPoint);
        await peer.EstablishAsync();
        var call = await bed.NextCallAsync();
        await call.Confirmed;

        var reoffer = call.ReofferAsync(SipTestBed.SessionFor(null), TestContext.Current.CancellationToken);
        var first = await peer.RequestAsync(SipMethod.Invite);
        peer.Respond(first, 491);
        await peer.RequestAsync(SipMethod.Ack);
        var next = peer.RequestAsync(SipMethod.Invite);
        while (!next.IsCompleted)
        {
            // The retry comes over a real socket: the clock must not run seconds ahead of it, or the call times out meanwhile.
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken));
        }
        var second = await next;
        peer.Respond(second, 488);

        Assert.Null(await reoffer);
        Assert.True(second.CSeqNumber > first.CSeqNumber);
        Assert.False(call.Ended.IsCompleted);
    }

    [Theory]
    [InlineData("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n", '5', 160)]
    [InlineData("application/dtmf-relay", "Signal= #\r\n", '#', 250)]
    [InlineData("application/dtmf-relay", "Signal=11\r\nDuration=100", '#', 100)]
    [InlineData("application/dtmf", "*", '*', 250)]
    [InlineData("application/dtmf; charset=us-ascii", "7\r\n", '7', 250)]
    public async Task Info_Dtmf_ReachesTheListener(string type, string body, char key, int durationMs)
    {
        var listener = new Listener(static _ => null);
        await using var bed = await StartAsync(listener);
        using var peer = new WirePeer(bed.EndPoint);
        await peer.EstablishAsync();

        peer.Send(peer.Request("INFO", 2, body: body, type: type));
        await peer.ResponseAsync(200);
        peer.Send(peer.Request("OPTIONS", 3));
        await peer.ResponseAsync(200);

        Assert.Equal((key, TimeSpan.FromMilliseconds(durationMs)), Assert.Single(listener.Keys));
    }

    [Theory]
    [InlineData("INFO", "text/plain", "x", 415)]
    [InlineData("INFO", "application/dtmf-relay", "nothing", 400)]
    [InlineData("MESSAGE", "text/plain", "x", 405)]
    [InlineData("FANCY", "text/plain", "x", 501)]
    public async Task Request_NotServed_IsRefusedAndTheCallGoesOn(string method, string type, string body, int status)
    {
        await using var bed = await StartAsync(new Listener(static _ => null));
        using var peer = new WirePeer(bed.EndPoint);
        await peer.EstablishAsync();
        var call = await bed.NextCallAsync();

        peer.Send(peer.Request(method, 2, body: body, type: type));

        await peer.ResponseAsync(status);
        Assert.False(call.Ended.IsCompleted);
    }

    [Fact]
    public async Task Request_OlderCSeq_Gets500()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new WirePeer(bed.EndPoint);
        await peer.EstablishAsync(cseq: 10);

        peer.Send(peer.Request("OPTIONS", 9));

        await peer.ResponseAsync(500);
    }

    [Theory]
    [InlineData("BYE")]
    [InlineData("INVITE")]
    [InlineData("INFO")]
    public async Task Request_UnknownDialog_Gets481(string method)
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new WirePeer(bed.EndPoint);

        peer.Send(peer.Request(method, 2, toTag: "nobody"));

        await peer.ResponseAsync(481);
    }

    [Fact]
    public async Task Bye_WithTheWrongRemoteTag_Gets481()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new WirePeer(bed.EndPoint);
        await peer.EstablishAsync();
        var call = await bed.NextCallAsync();

        peer.Tag = "stranger";
        peer.Send(peer.Request("BYE", 2));

        await peer.ResponseAsync(481);
        Assert.False(call.Ended.IsCompleted);
    }

    [Fact]
    public async Task Ack_NeverComes_RepeatsTheAnswerThenHangsUp()
    {
        var time = new FakeTimeProvider();
        await using var bed = await SipTestBed.StartAsync(time: time);
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        var first = await peer.ResponseAsync(200);
        var call = await bed.NextCallAsync();

        // T1 = 500 ms doubling to T2 = 4 s: at 0.5, 1.5, 3.5, 7.5, then every 4 s to 31.5.
        for (var repeat = 0; repeat < 10; repeat++)
        {
            time.Advance(repeat switch { 0 => TimeSpan.FromSeconds(0.5), 1 => TimeSpan.FromSeconds(1), 2 => TimeSpan.FromSeconds(2), _ => TimeSpan.FromSeconds(4) });
            Assert.Equal(first.To!.Tag, (await peer.ResponseAsync(200)).To!.Tag);
        }
        Assert.True(peer.IsQuiet);
        Assert.False(call.Ended.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(SipCallEndReason.NoAck, (await call.Ended).Reason);
        peer.Respond(await peer.RequestAsync(SipMethod.Bye), 200);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Confirmed);
        Assert.Equal(0, bed.Stack.CallCount);
    }

    [Fact]
    public async Task Ack_LostButInviteRepeated_GetsTheAnswerAgain()
    {
        var time = new FakeTimeProvider();
        await using var bed = await SipTestBed.StartAsync(time: time);
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        await peer.ResponseAsync(200);
        time.Advance(TimeSpan.FromSeconds(0.5));
        await peer.ResponseAsync(200);
        peer.Send(peer.Request("ACK", 1));
        var call = await bed.NextCallAsync();
        await call.Confirmed;

        time.Advance(TimeSpan.FromSeconds(20));
        peer.Send(peer.Request("BYE", 2));

        Assert.Equal("BYE", (await peer.ResponseAsync(200)).CSeqMethod);
        Assert.Equal(SipCallEndReason.RemoteBye, (await call.Ended).Reason);
    }

    [Fact]
    public async Task Bye_Lost_IsRepeatedUntilTimerF()
    {
        var time = new FakeTimeProvider();
        await using var bed = await SipTestBed.StartAsync(time: time);
        using var peer = new WirePeer(bed.EndPoint);
        await peer.EstablishAsync();
        var call = await bed.NextCallAsync();
        await call.Confirmed;
        await call.HangUpAsync();
        var bye = await peer.RequestAsync(SipMethod.Bye);

        time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(bye.TopVia!.Branch, (await peer.RequestAsync(SipMethod.Bye)).TopVia!.Branch);
        time.Advance(TimeSpan.FromSeconds(32));

        Assert.Equal(0, bed.Stack.TransactionCount);
    }

    [Fact]
    public async Task RecordRoute_IsEchoedAndFollowed()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new WirePeer(bed.EndPoint);
        using var proxy = new WirePeer(bed.EndPoint);
        var route = $"<sip:127.0.0.1:{proxy.Port};lr>, <sip:192.0.2.1;lr>";
        peer.Send(peer.Request("INVITE", 1, body: WirePeer.Sdp, extra: $"Record-Route: {route}\r\n"));
        await peer.ResponseAsync(100);
        Assert.Equal(route, (await peer.ResponseAsync(200)).Text(SipHeader.RecordRoute));
        peer.Send(peer.Request("ACK", 1));
        var call = await bed.NextCallAsync();
        await call.Confirmed;

        await call.HangUpAsync();

        var bye = await proxy.RequestAsync(SipMethod.Bye);
        Assert.Equal(route.Split(", "), bye.Elements(SipHeader.Route));
        Assert.Equal($"sip:peer@127.0.0.1:{peer.Port}", bye.RequestUriText);
    }

    [Fact]
    public async Task Calls_ThousandUpAndDown_LeaveNothingBehind()
    {
        var time = new FakeTimeProvider();
        await using var bed = await SipTestBed.StartAsync(configure: static o => o.MaxInvitesPerSecond = 10_000, time: time);
        using var peer = new WirePeer(bed.EndPoint);
        for (var i = 0; i < 1000; i++)
        {
            (peer.CallId, peer.RemoteTag) = ($"call-{i}", null);
            await peer.EstablishAsync();
            if (i % 2 == 0)
            {
                peer.Send(peer.Request("BYE", 2));
                await peer.ResponseAsync(200);
            }
            else
            {
                var call = await bed.NextCallAsync();
                while (call.SipCallId != peer.CallId)
                    call = await bed.NextCallAsync();
                await call.Confirmed;
                await call.HangUpAsync();
                peer.Respond(await peer.RequestAsync(SipMethod.Bye), 200);
            }
        }
        // The answer to the last BYE of ours was taken when this one is answered.
        peer.RemoteTag = null;
        peer.Send(peer.Request("OPTIONS", 9));
        await peer.ResponseAsync(200);
        time.Advance(TimeSpan.FromSeconds(33));

        Assert.Equal(0, bed.Stack.CallCount);
        Assert.Equal(0, bed.Stack.TransactionCount);
        Assert.Equal(1000, bed.Stack.Counters.Invites);
        Assert.Empty(bed.Errors);
    }
}
