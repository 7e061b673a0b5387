using System.Net;
using OrleansConf.MediaNode.Sip;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Sdp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip;

public class SipStackInboundTests
{
    private static Task<SipCallEnd> EndOf(SipCall call) => call.Ended.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Invite_AnsweredAndHungUpByCaller_EndsWithRemoteBye()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        var ok = await peer.ResponseAsync(200);
        Assert.True(SessionDescription.TryParse(ok.Body.Span, out var answer));
        Assert.Equal(["8"], answer.Media[0].FormatTokens);
        Assert.True(ok.Has(SipHeader.Contact));
        var call = await bed.NextCallAsync();
        peer.Send(peer.Request("ACK", 1));
        Assert.Null(await call.Confirmed.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));

        peer.Send(peer.Request("BYE", 2, extra: "Reason: Q.850;cause=16\r\n"));
        await peer.ResponseAsync(200);

        Assert.Equal(new SipCallEnd(SipCallEndReason.RemoteBye, 0, "Q.850;cause=16"), await EndOf(call));
        Assert.Equal("+4915112345678", call.Caller.User);
        Assert.Equal("+48223500908", call.RequestUri.User);
        Assert.Equal(0, bed.Stack.CallCount);
        Assert.Empty(bed.Errors);
    }

    [Fact]
    public async Task HangUp_AfterAck_SendsByeOnce()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new WirePeer(bed.EndPoint);
        await peer.EstablishAsync();
        var call = await bed.NextCallAsync();
        await call.Confirmed;

        await call.HangUpAsync(SipHangUpReason.NormalClearing);
        await call.HangUpAsync();

        var bye = await peer.RequestAsync(SipMethod.Bye);
        Assert.Equal("Q.850;cause=16;text=\"Normal call clearing\"", bye.Text(SipHeader.Reason));
        Assert.Equal("sip:peer@127.0.0.1:" + peer.Port, bye.RequestUriText);
        peer.Respond(bye, 200);
        Assert.Equal(SipCallEndReason.LocalHangUp, (await EndOf(call)).Reason);
        Assert.Equal(0, bed.Stack.CallCount);
    }

    [Fact]
    public async Task HangUp_BeforeAck_SendsByeOnlyAfterIt()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        await peer.ResponseAsync(200);
        var call = await bed.NextCallAsync();

        await call.HangUpAsync();
        Assert.True(call.Ended.IsCompleted);
        Assert.True(peer.IsQuiet);
        peer.Send(peer.Request("ACK", 1));

        await peer.RequestAsync(SipMethod.Bye);
    }

    [Fact]
    public async Task Cancel_BeforeTheAnswer_Gives200And487()
    {
        await using var bed = await SipTestBed.StartAsync(static call => call.RingAsync());
        using var peer = new WirePeer(bed.EndPoint);
        var branch = WirePeer.NewBranch();
        peer.Send(peer.Request("INVITE", 1, branch, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        var ringing = await peer.ResponseAsync(180);
        var call = await bed.NextCallAsync();

        peer.Send(peer.Request("CANCEL", 1, branch, toTag: "").Replace(";tag=\r", "\r", StringComparison.Ordinal));

        var cancelled = await peer.ResponseAsync(200);
        Assert.Equal("CANCEL", cancelled.CSeqMethod);
        Assert.Equal(ringing.To!.Tag, cancelled.To!.Tag);
        Assert.Equal("INVITE", (await peer.ResponseAsync(487)).CSeqMethod);
        Assert.Equal(SipCallEndReason.RemoteCancel, (await EndOf(call)).Reason);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Confirmed);
        await call.AnswerAsync(SipTestBed.SessionFor(call.Offer));
        Assert.Equal(0, bed.Stack.CallCount);
    }

    [Fact]
    public async Task Cancel_AfterTheAnswer_ChangesNothing()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new WirePeer(bed.EndPoint);
        var branch = WirePeer.NewBranch();
        peer.Send(peer.Request("INVITE", 1, branch, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        await peer.ResponseAsync(200);
        var call = await bed.NextCallAsync();

        peer.Send(peer.Request("CANCEL", 1, branch));

        Assert.Equal("CANCEL", (await peer.ResponseAsync(200)).CSeqMethod);
        Assert.False(call.Ended.IsCompleted);
    }

    [Fact]
    public async Task Bye_BeforeTheAnswer_AlsoEndsTheInvite()
    {
        await using var bed = await SipTestBed.StartAsync(static call => call.RingAsync());
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        await peer.ResponseAsync(180);
        var call = await bed.NextCallAsync();

        peer.Send(peer.Request("BYE", 2));

        Assert.Equal("BYE", (await peer.ResponseAsync(200)).CSeqMethod);
        Assert.Equal("INVITE", (await peer.ResponseAsync(487)).CSeqMethod);
        Assert.Equal(SipCallEndReason.RemoteCancel, (await EndOf(call)).Reason);
    }

    [Fact]
    public async Task Reject_WithContactsAndRetryAfter_WritesBoth()
    {
        await using var bed = await SipTestBed.StartAsync(static call => call.RejectAsync(
            302, contacts: [SipUri.Create("100200", "192.0.2.7", 5070)], retryAfter: TimeSpan.FromSeconds(3)));
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);

        var moved = await peer.ResponseAsync(302);

        Assert.Equal("<sip:100200@192.0.2.7:5070>", moved.Text(SipHeader.Contact));
        Assert.Equal("3", moved.Text(SipHeader.RetryAfter));
        Assert.Equal(new SipCallEnd(SipCallEndReason.LocalReject, 302), await EndOf(await bed.NextCallAsync()));
    }

    [Fact]
    public async Task Acceptor_Throws_Answers500()
    {
        await using var bed = await SipTestBed.StartAsync(static _ => throw new InvalidOperationException("on purpose"));
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);

        await peer.ResponseAsync(500);

        Assert.Contains("on purpose", Assert.Single(bed.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invite_Repeated_GetsTheLastResponseAndOneCall()
    {
        await using var bed = await SipTestBed.StartAsync(static call => call.RingAsync());
        using var peer = new WirePeer(bed.EndPoint);
        var invite = peer.Request("INVITE", 1, body: WirePeer.Sdp);
        peer.Send(invite);
        await peer.ResponseAsync(100);
        await peer.ResponseAsync(180);

        peer.Send(invite);

        await peer.ResponseAsync(180);
        Assert.Equal(1, bed.Stack.Counters.Invites);
    }

    [Fact]
    public async Task Invite_MergedCopy_Gets482()
    {
        await using var bed = await SipTestBed.StartAsync(static call => call.RingAsync());
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        await peer.ResponseAsync(180);
        peer.RemoteTag = null;

        peer.Send(peer.Request("INVITE", 1, body: WirePeer.Sdp));

        await peer.ResponseAsync(482);
    }

    [Fact]
    public async Task Invite_WithoutSdp_GetsOurOfferAndTheAckItsAnswer()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1));
        await peer.ResponseAsync(100);
        var ok = await peer.ResponseAsync(200);
        Assert.True(SessionDescription.TryParse(ok.Body.Span, out _));
        var call = await bed.NextCallAsync();

        peer.Send(peer.Request("ACK", 1, body: WirePeer.Sdp));

        var answer = await call.Confirmed.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(30000, answer!.Media[0].Port);
    }

    [Fact]
    public async Task Options_Healthy200_Draining503()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("OPTIONS", 1));
        var ok = await peer.ResponseAsync(200);
        Assert.Contains("INVITE", ok.Text(SipHeader.Allow)!, StringComparison.Ordinal);
        Assert.Contains("application/sdp", ok.Text(SipHeader.Accept)!, StringComparison.Ordinal);
        peer.RemoteTag = null;

        bed.Stack.Draining = true;
        peer.Send(peer.Request("OPTIONS", 2));
        await peer.ResponseAsync(503);
        peer.RemoteTag = null;
        peer.Send(peer.Request("INVITE", 3, body: WirePeer.Sdp));

        Assert.True((await peer.ResponseAsync(503)).Has(SipHeader.RetryAfter));
    }

    [Fact]
    public async Task Invite_AboveTheRate_Gets503WithRetryAfter()
    {
        await using var bed = await SipTestBed.StartAsync(static call => call.RingAsync(), static o => o.MaxInvitesPerSecond = 1,
            new Microsoft.Extensions.Time.Testing.FakeTimeProvider());
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        await peer.ResponseAsync(180);
        using var other = new WirePeer(bed.EndPoint);

        other.Send(other.Request("INVITE", 1, body: WirePeer.Sdp));

        Assert.True((await other.ResponseAsync(503)).Has(SipHeader.RetryAfter));
        Assert.Equal(1, bed.Stack.Counters.Overloaded);
    }

    [Fact]
    public async Task Message_FromUnknownSource_GetsNoAnswer()
    {
        var stranger = 0;
        await using var bed = await SipTestBed.StartAsync(configure: o => o.AcceptSource = source => source.Port != Volatile.Read(ref stranger));
        using var unknown = new WirePeer(bed.EndPoint);
        using var known = new WirePeer(bed.EndPoint);
        Volatile.Write(ref stranger, unknown.Port);

        unknown.Send(unknown.Request("OPTIONS", 1));
        known.Send(known.Request("OPTIONS", 1));
        await known.ResponseAsync(200);

        Assert.True(unknown.IsQuiet);
        Assert.Equal(1, bed.Stack.Counters.UnknownSources);
    }

    [Fact]
    public async Task Via_WithRport_IsAnsweredAtTheSource()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new WirePeer(bed.EndPoint);
        var options = peer.Request("OPTIONS", 1).Replace($"127.0.0.1:{peer.Port};branch", "10.1.2.3:9;rport;branch", StringComparison.Ordinal);

        peer.Send(options);

        var via = (await peer.ResponseAsync(200)).Text(SipHeader.Via)!;
        Assert.Contains($";received=127.0.0.1;rport={peer.Port}", via, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caller_Anonymous_IsWithheldButAsserted()
    {
        await using var bed = await SipTestBed.StartAsync(static call => call.RejectAsync(603));
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, body: WirePeer.Sdp, extra: "P-Asserted-Identity: \"Ann\" <sip:+4930123456@trunk.example>\r\nPrivacy: id\r\n"));
        await peer.ResponseAsync(100);
        await peer.ResponseAsync(603);

        var caller = (await bed.NextCallAsync()).Caller;

        Assert.Equal(new SipCaller("+4930123456", "Ann", "trunk.example", IsWithheld: true, IsAsserted: true), caller);
    }

    [Fact]
    public async Task Start_PortTaken_ThrowsOneClearLine()
    {
        await using var first = await SipTestBed.StartAsync();

        var taken = await Assert.ThrowsAsync<SipBindException>(() => SipTestBed.StartAsync(configure: o => o.Port = first.EndPoint.Port));

        Assert.Contains($"127.0.0.1:{first.EndPoint.Port}", taken.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', taken.Message);
    }
}
