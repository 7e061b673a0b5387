using Microsoft.Extensions.Time.Testing;
using OrleansConf.MediaNode.Sip;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Sdp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip;

/// <summary>100rel and PRACK (RFC 3262), both ways.</summary>
public class ReliableProvisionalTests
{
    private const string Required = "Require: 100rel\r\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);

    private static string RAck(SipResponse response) => $"RAck: {response.Text(SipHeader.RSeq)} {response.CSeqNumber} INVITE\r\n";

    [Fact]
    public async Task Ringing_CallerInsists_IsReliableAndTheAnswerWaitsForItsPrack()
    {
        await using var bed = await SipTestBed.StartAsync(static async call =>
        {
            await call.RingAsync();
            await SipTestBed.Answer(call);
        });
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, extra: Required, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);

        var ringing = await peer.ResponseAsync(180);
        Assert.True(ringing.HasToken(SipHeader.Require, "100rel"));
        Assert.Equal(180, (await peer.ResponseAsync()).Status);
        peer.Send(peer.Request("PRACK", 2, extra: RAck(ringing)));
        Assert.Equal("PRACK", (await peer.ResponseAsync(200)).CSeqMethod);
        var ok = await peer.ResponseAsync(200);

        Assert.Equal("INVITE", ok.CSeqMethod);
        Assert.False(ok.Body.IsEmpty);
        peer.Send(peer.Request("ACK", 1));
        await Soon((await bed.NextCallAsync()).Confirmed);
    }

    [Fact]
    public async Task EarlySession_CallerSupports_IsReliableAndNotRepeatedInTheAnswer()
    {
        SessionDescription? session = null;
        await using var bed = await SipTestBed.StartAsync(call => call.ProgressAsync(session = SipTestBed.SessionFor(call.Offer)));
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, extra: "Supported: 100rel\r\n", body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        var progress = await peer.ResponseAsync(183);
        Assert.False(progress.Body.IsEmpty);
        var call = await bed.NextCallAsync();

        peer.Send(peer.Request("PRACK", 2, extra: RAck(progress)));
        await peer.ResponseAsync(200);
        await call.AnswerAsync(session!);

        Assert.True((await peer.ResponseAsync(200)).Body.IsEmpty);
        peer.Send(peer.Request("ACK", 1));
        await Soon(call.Confirmed);
    }

    [Fact]
    public async Task EarlyOffer_AnsweredInPrack_IsWhatConfirmedTells()
    {
        SessionDescription? session = null;
        await using var bed = await SipTestBed.StartAsync(call => call.ProgressAsync(session = SipTestBed.SessionFor(null)));
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, extra: "Supported: 100rel\r\n"));
        await peer.ResponseAsync(100);
        var progress = await peer.ResponseAsync(183);
        var call = await bed.NextCallAsync();
        peer.Send(peer.Request("PRACK", 2, extra: RAck(progress), body: WirePeer.Sdp));
        await peer.ResponseAsync(200);
        await call.AnswerAsync(session!);
        await peer.ResponseAsync(200);

        peer.Send(peer.Request("ACK", 1));

        Assert.Equal(30000, (await Soon(call.Confirmed))!.Media[0].Port);
    }

    [Fact]
    public async Task Prack_ForNothing_Gets481()
    {
        await using var bed = await SipTestBed.StartAsync(static call => call.RingAsync());
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, extra: Required, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        await peer.ResponseAsync(180);

        peer.Send(peer.Request("PRACK", 2, extra: "RAck: 1 1 INVITE\r\n"));

        SipResponse response;
        do
            response = await peer.ResponseAsync();
        while (response.CSeqMethod != "PRACK");
        Assert.Equal(481, response.Status);
    }

    [Fact]
    public async Task Prack_NeverComes_CallIsRefused()
    {
        var time = new FakeTimeProvider();
        await using var bed = await SipTestBed.StartAsync(static call => call.RingAsync(), time: time);
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, extra: Required, body: WirePeer.Sdp));
        var call = await bed.NextCallAsync();

        for (var i = 0; i < 100 && !call.Ended.IsCompleted; i++)
            time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new SipCallEnd(SipCallEndReason.NoAck, 504), await Soon(call.Ended));
    }

    [Fact]
    public async Task Update_BeforeTheAnswer_ChangesTheEarlySession()
    {
        await using var bed = await SipTestBed.StartAsync(static call =>
        {
            call.Listener = new OfferListener();
            return call.ProgressAsync(SipTestBed.SessionFor(call.Offer));
        });
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, extra: "Supported: 100rel\r\n", body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        var progress = await peer.ResponseAsync(183);
        await bed.NextCallAsync();
        peer.Send(peer.Request("PRACK", 2, extra: RAck(progress)));
        await peer.ResponseAsync(200);

        peer.Send(peer.Request("UPDATE", 3, body: WirePeer.Sdp));

        Assert.False((await peer.ResponseAsync(200)).Body.IsEmpty);
    }

    [Fact]
    public async Task OurCall_ReliableSession_IsAcknowledgedOnceAndCountsAsTheAnswer()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var callee = new WirePeer(bed.EndPoint);
        var calling = bed.Stack.CallAsync(Outbound.To(callee), Cancel);
        var invite = await callee.RequestAsync(SipMethod.Invite);
        Assert.True(invite.Supports("100rel"));
        callee.Respond(invite, 183, Required + "RSeq: 7\r\n", WirePeer.Sdp, "callee");
        var prack = await callee.RequestAsync(SipMethod.Prack);
        Assert.Equal($"7 {invite.CSeqNumber} INVITE", prack.Text(SipHeader.RAck));
        Assert.Equal("callee", prack.To!.Tag);
        callee.Respond(prack, 200);
        callee.Respond(invite, 183, Required + "RSeq: 7\r\n", WirePeer.Sdp, "callee");
        callee.Respond(invite, 180, Required + "RSeq: 8\r\n", toTag: "callee");
        Assert.Equal($"8 {invite.CSeqNumber} INVITE", (await callee.RequestAsync(SipMethod.Prack)).Text(SipHeader.RAck));

        callee.Respond(invite, 200, toTag: "callee");

        Assert.Equal(30000, (await Soon(calling)).Answer!.Media[0].Port);
        Assert.Equal(invite.CSeqNumber, (await callee.RequestAsync(SipMethod.Ack)).CSeqNumber);
        Assert.Equal(1, bed.Stack.CallCount);
    }

    [Fact]
    public async Task OurCall_UpdateWhileItRings_IsAnswered()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var callee = new WirePeer(bed.EndPoint) { Tag = "callee" };
        var calling = bed.Stack.CallAsync(Outbound.To(callee) with { Listener = new OfferListener() }, Cancel);
        var invite = await callee.RequestAsync(SipMethod.Invite);
        callee.Respond(invite, 183, Required + "RSeq: 1\r\n", WirePeer.Sdp, "callee");
        callee.Respond(await callee.RequestAsync(SipMethod.Prack), 200);
        (callee.CallId, callee.RemoteTag) = (invite.CallId, invite.From!.Tag);

        callee.Send(callee.Request("UPDATE", 1, body: WirePeer.Sdp));

        Assert.False((await callee.ResponseAsync(200)).Body.IsEmpty);
        callee.Respond(invite, 486, toTag: "callee");
        Assert.Equal(486, (await Soon(calling)).Status);
        Assert.Equal(0, bed.Stack.CallCount);
    }

    [Fact]
    public async Task OurCall_TwoForksRing_TheOneThatAnswersIsTheCall()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var callee = new WirePeer(bed.EndPoint);
        var calling = bed.Stack.CallAsync(Outbound.To(callee), Cancel);
        var invite = await callee.RequestAsync(SipMethod.Invite);
        foreach (var fork in new[] { "one", "two" })
        {
            callee.Respond(invite, 183, Required + "RSeq: 1\r\n", WirePeer.Sdp, fork);
            var prack = await callee.RequestAsync(SipMethod.Prack);
            Assert.Equal(fork, prack.To!.Tag);
            callee.Respond(prack, 200);
        }

        callee.Respond(invite, 200, toTag: "two");
        Assert.Equal("two", (await callee.RequestAsync(SipMethod.Ack)).To!.Tag);
        callee.Respond(invite, 200, toTag: "one", body: WirePeer.Sdp);

        var outcome = await Soon(calling);
        Assert.Equal("one", (await callee.RequestAsync(SipMethod.Ack)).To!.Tag);
        Assert.Equal("one", (await callee.RequestAsync(SipMethod.Bye)).To!.Tag);
        Assert.False(outcome.Call!.Ended.IsCompleted);
        Assert.Equal(1, bed.Stack.CallCount);
    }

    private sealed class OfferListener : ISipCallListener
    {
        public SessionDescription? OnOffer(SessionDescription offer) => SipTestBed.SessionFor(offer);

        public void OnDtmf(char key, TimeSpan duration)
        {
        }
    }
}
