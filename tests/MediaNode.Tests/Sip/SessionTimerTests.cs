using Microsoft.Extensions.Time.Testing;
using OrleansConf.MediaNode.Sip;
using OrleansConf.MediaNode.Sip.Dialogs;
using OrleansConf.MediaNode.Sip.Messages;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip;

/// <summary>Session timers (RFC 4028): who refreshes, how often, and what happens when nobody does.</summary>
public class SessionTimerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);

    [Theory]
    [InlineData("Supported: timer\r\nSession-Expires: 600\r\n", "600;refresher=uac", true)]
    [InlineData("Supported: timer\r\nx: 600;refresher=uas\r\n", "600;refresher=uas", false)]
    [InlineData("Supported: timer\r\nSession-Expires: 7200\r\n", "1800;refresher=uac", true)]
    [InlineData("Supported: timer\r\nSession-Expires: 7200\r\nMin-SE: 3600\r\n", "3600;refresher=uac", true)]
    [InlineData("Supported: timer\r\n", "1800;refresher=uac", true)]
    [InlineData("Session-Expires: 600\r\n", "600;refresher=uas", false)]
    [InlineData("", null, false)]
    public async Task Answer_ToWhatThePeerAsks_FollowsTable2(string extra, string? expected, bool requires)
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new WirePeer(bed.EndPoint);
        peer.Send(peer.Request("INVITE", 1, extra: extra, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);

        var ok = await peer.ResponseAsync(200);

        Assert.Equal(expected, ok.Text(SipHeader.SessionExpires));
        Assert.Equal(requires, ok.HasToken(SipHeader.Require, "timer"));
    }

    [Fact]
    public async Task Interval_TooShort_Gets422WithOurMinimum()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = new WirePeer(bed.EndPoint);

        peer.Send(peer.Request("INVITE", 1, extra: "Supported: timer\r\nSession-Expires: 60\r\n", body: WirePeer.Sdp));

        Assert.Equal("90", (await peer.ResponseAsync(422)).Text(SipHeader.MinSessionExpires));
    }

    [Fact]
    public async Task Peer_ThatNeverRefreshes_IsHungUpBeforeTheSessionExpires()
    {
        var time = new FakeTimeProvider();
        await using var bed = await SipTestBed.StartAsync(time: time);
        using var peer = new WirePeer(bed.EndPoint);
        await EstablishAsync(peer, "Supported: timer\r\nSession-Expires: 600\r\n");
        var call = await bed.NextCallAsync();
        await Soon(call.Confirmed);
        time.Advance(TimeSpan.FromSeconds(300));
        peer.Send(peer.Request("UPDATE", 2, extra: "Supported: timer\r\nSession-Expires: 600;refresher=uac\r\n"));
        Assert.Equal("600;refresher=uac", (await peer.ResponseAsync(200)).Text(SipHeader.SessionExpires));

        time.Advance(TimeSpan.FromSeconds(567));
        Assert.False(call.Ended.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(SipCallEndReason.SessionExpired, (await Soon(call.Ended)).Reason);
        Assert.Contains("Session expired", (await peer.RequestAsync(SipMethod.Bye)).Text(SipHeader.Reason), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Allow: INVITE, UPDATE\r\n", SipMethod.Update)]
    [InlineData("", SipMethod.Invite)]
    public async Task OurPart_IsDoneByWhatThePeerTakes(string allow, SipMethod method)
    {
        var time = new FakeTimeProvider();
        await using var bed = await SipTestBed.StartAsync(time: time);
        using var peer = new WirePeer(bed.EndPoint);
        await EstablishAsync(peer, allow + "Supported: timer\r\nSession-Expires: 600;refresher=uas\r\n");
        var call = await bed.NextCallAsync();
        await Soon(call.Confirmed);

        for (var round = 0; round < 3; round++)
        {
            time.Advance(TimeSpan.FromSeconds(300));
            var refresh = await peer.RequestAsync(method);
            Assert.Equal("600;refresher=uac", refresh.Text(SipHeader.SessionExpires));
            peer.Respond(refresh, 200, "Session-Expires: 600;refresher=uac\r\n", method == SipMethod.Invite ? WirePeer.Sdp : "");
            if (method == SipMethod.Invite)
                await peer.RequestAsync(SipMethod.Ack);
            else
                await AnsweredAsync(bed);
        }

        Assert.False(call.Ended.IsCompleted);
    }

    [Fact]
    public async Task OurPart_PeerKnowsTheCallNoMore_EndsIt()
    {
        var time = new FakeTimeProvider();
        await using var bed = await SipTestBed.StartAsync(time: time);
        using var peer = new WirePeer(bed.EndPoint);
        await EstablishAsync(peer, "Allow: UPDATE\r\nSupported: timer\r\nSession-Expires: 600;refresher=uas\r\n");
        var call = await bed.NextCallAsync();
        await Soon(call.Confirmed);

        time.Advance(TimeSpan.FromSeconds(300));
        peer.Respond(await peer.RequestAsync(SipMethod.Update), 481);

        Assert.Equal(new SipCallEnd(SipCallEndReason.PeerGone, 481), await Soon(call.Ended));
    }

    [Fact]
    public async Task OurCall_AsksForATimer_RaisesItAfter422AndRefreshes()
    {
        var time = new FakeTimeProvider();
        await using var bed = await SipTestBed.StartAsync(time: time);
        using var callee = new WirePeer(bed.EndPoint);
        var calling = bed.Stack.CallAsync(Outbound.To(callee), Cancel);
        var invite = await callee.RequestAsync(SipMethod.Invite);
        Assert.Equal(("1800", true), (invite.Text(SipHeader.SessionExpires), invite.Supports("timer")));
        callee.Respond(invite, 422, "Min-SE: 3600\r\n", toTag: "x");
        await callee.RequestAsync(SipMethod.Ack);
        invite = await callee.RequestAsync(SipMethod.Invite);
        Assert.Equal(("3600", "3600"), (invite.Text(SipHeader.SessionExpires), invite.Text(SipHeader.MinSessionExpires)));
        callee.Respond(invite, 200, "Session-Expires: 3600;refresher=uac\r\nAllow: UPDATE\r\n", WirePeer.Sdp, "callee");
        await callee.RequestAsync(SipMethod.Ack);
        await Soon(calling);

        time.Advance(TimeSpan.FromSeconds(1800));

        Assert.Equal("3600;refresher=uac", (await callee.RequestAsync(SipMethod.Update)).Text(SipHeader.SessionExpires));
    }

    [Fact]
    public void Terms_PeerRefreshes_ExpireABitEarly()
    {
        Assert.Equal(TimeSpan.FromSeconds(60), new SessionTerms(TimeSpan.FromSeconds(90), WeRefresh: false).ExpireAfter);
        Assert.Equal(TimeSpan.FromSeconds(1768), new SessionTerms(TimeSpan.FromSeconds(1800), WeRefresh: false).ExpireAfter);
    }

    private static async Task EstablishAsync(WirePeer peer, string extra)
    {
        peer.Send(peer.Request("INVITE", 1, extra: extra, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        await peer.ResponseAsync(200);
        peer.Send(peer.Request("ACK", 1));
    }

    /// <summary>Messages are handled in order: once another peer has its answer, those before it were taken in.</summary>
    private static async Task AnsweredAsync(SipTestBed bed)
    {
        using var probe = new WirePeer(bed.EndPoint);
        probe.Send(probe.Request("OPTIONS", 1));
        await probe.ResponseAsync(200);
    }
}
