using OrleansConf.MediaNode.Sip;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Sdp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip;

/// <summary>REFER within a call (RFC 3515), blind and attended.</summary>
public class ReferralTests
{
    private sealed class Listener(bool accepts) : ISipCallListener
    {
        public TaskCompletionSource<SipReferral> Referral { get; } = new();

        public SessionDescription? OnOffer(SessionDescription offer) => null;

        public void OnDtmf(char key, TimeSpan duration)
        {
        }

        public bool OnRefer(SipReferral referral)
        {
            Referral.SetResult(referral);
            return accepts;
        }
    }

    private static async Task<(SipTestBed Bed, WirePeer Peer)> EstablishAsync(Listener listener)
    {
        var bed = await SipTestBed.StartAsync(call =>
        {
            call.Listener = listener;
            return SipTestBed.Answer(call);
        });
        var peer = new WirePeer(bed.EndPoint);
        await peer.EstablishAsync();
        await bed.NextCallAsync();
        return (bed, peer);
    }

    private static string Fragment(SipRequest notify) => System.Text.Encoding.ASCII.GetString(notify.Body.Span).TrimEnd();

    [Fact]
    public async Task Refer_Accepted_IsReportedByNotify()
    {
        var listener = new Listener(accepts: true);
        var (bed, peer) = await EstablishAsync(listener);
        await using var _ = bed;
        using var __ = peer;

        peer.Send(peer.Request("REFER", 2, extra: "Refer-To: \"Bob\" <sip:bob@example.com>\r\nReferred-By: <sip:peer@example.com>\r\n"));
        await peer.ResponseAsync(202);
        var trying = await peer.RequestAsync(SipMethod.Notify);
        peer.Respond(trying, 200);
        var referral = await listener.Referral.Task;
        referral.Report(200, "OK");
        referral.Report(486, "Busy Here");
        var done = await peer.RequestAsync(SipMethod.Notify);
        peer.Respond(done, 200);

        Assert.Equal(("sip:bob@example.com", null, "<sip:peer@example.com>"), (referral.Target.Text, referral.Replaces, referral.ReferredBy));
        Assert.Equal(("SIP/2.0 100 Trying", "refer;id=2"), (Fragment(trying), trying.Text(SipHeader.Event)));
        Assert.StartsWith("active", trying.Text(SipHeader.SubscriptionState), StringComparison.Ordinal);
        Assert.Equal("SIP/2.0 200 OK", Fragment(done));
        Assert.StartsWith("terminated", done.Text(SipHeader.SubscriptionState), StringComparison.Ordinal);
        Assert.Empty(bed.Errors);
    }

    [Fact]
    public async Task Refer_WithReplaces_TellsTheDialogToReplace()
    {
        var listener = new Listener(accepts: true);
        var (bed, peer) = await EstablishAsync(listener);
        await using var _ = bed;
        using var __ = peer;

        peer.Send(peer.Request(
            "REFER", 2, extra: "Refer-To: <sip:bob@example.com;transport=tcp?Replaces=12345%40h%3Bto-tag%3Da%3Bfrom-tag%3Db&X=1>\r\nRefer-Sub: false\r\n"));

        var response = await peer.ResponseAsync(202);
        var referral = await listener.Referral.Task;
        Assert.Equal(("sip:bob@example.com;transport=tcp", "12345@h;to-tag=a;from-tag=b"), (referral.Target.Text, referral.Replaces));
        Assert.Equal("false", response.Text(SipHeader.ReferSub));
        referral.Report(200, "OK");
        peer.Send(peer.Request("OPTIONS", 3));
        await peer.ResponseAsync(200);
    }

    [Fact]
    public async Task Refer_NotWanted_IsDeclined()
    {
        var (bed, peer) = await EstablishAsync(new Listener(accepts: false));
        await using var _ = bed;
        using var __ = peer;

        peer.Send(peer.Request("REFER", 2, extra: "Refer-To: <sip:bob@example.com>\r\n"));

        await peer.ResponseAsync(603);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Refer-To: <http://example.com>\r\n")]
    [InlineData("Refer-To: <sip:a@b>\r\nRefer-To: <sip:c@d>\r\n")]
    [InlineData("Refer-To: <sip:a@b;method=BYE>\r\n")]
    public async Task Refer_ToNobodyOrTooMany_Gets400(string extra)
    {
        var (bed, peer) = await EstablishAsync(new Listener(accepts: true));
        await using var _ = bed;
        using var __ = peer;

        peer.Send(peer.Request("REFER", 2, extra: extra));

        await peer.ResponseAsync(400);
    }
}
