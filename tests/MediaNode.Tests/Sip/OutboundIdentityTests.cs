using OrleansConf.MediaNode.Sip;
using OrleansConf.MediaNode.Sip.Messages;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip;

/// <summary>Who calls (RFC 3323, 3325), how it is proved (RFC 8760), in the calls that the stack places.</summary>
public class OutboundIdentityTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);

    private static string Challenge(string realm, string nonce, string more = "") =>
        $"Digest realm=\"{realm}\", nonce=\"{nonce}\", algorithm=SHA-256, qop=\"auth\"{more}\r\n";

    [Fact]
    public async Task Call_CallerWithheld_ShowsNobodyButAssertsToTheTrunk()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var callee = new WirePeer(bed.EndPoint);

        _ = bed.Stack.CallAsync(Outbound.To(callee) with { IsCallerWithheld = true, AssertedUser = "+48223500908" }, Cancel);

        var invite = await callee.RequestAsync(SipMethod.Invite);
        Assert.Equal("sip:anonymous@anonymous.invalid", invite.From!.Uri.Text);
        Assert.Equal("id", invite.Text(SipHeader.Privacy));
        Assert.Equal("+48223500908", invite.Addresses(SipHeader.PAssertedIdentity)[0].Uri.User);
        Assert.Equal("anonymous", invite.Addresses(SipHeader.Contact)[0].Uri.User);
    }

    [Fact]
    public async Task Call_OnReferral_NamesReferrerAndDialogToReplace()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var callee = new WirePeer(bed.EndPoint);

        _ = bed.Stack.CallAsync(Outbound.To(callee) with { ReferredBy = "<sip:a@b>", Replaces = "1@h;to-tag=a;from-tag=b" }, Cancel);

        var invite = await callee.RequestAsync(SipMethod.Invite);
        Assert.Equal(("<sip:a@b>", "1@h;to-tag=a;from-tag=b"), (invite.Text(SipHeader.ReferredBy), invite.Text(SipHeader.Replaces)));
        Assert.True(invite.HasToken(SipHeader.Require, "replaces"));
    }

    [Fact]
    public async Task Call_ProxyAndServerBothChallenge_BothAreAnsweredAlsoInAckAndLaterRequests()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var callee = new WirePeer(bed.EndPoint);
        var calling = bed.Stack.CallAsync(Outbound.To(callee) with { Credentials = new("user", "secret") }, Cancel);
        var invite = await callee.RequestAsync(SipMethod.Invite);
        callee.Respond(invite, 407, "Proxy-Authenticate: " + Challenge("proxy", "p1"), toTag: "x");
        await callee.RequestAsync(SipMethod.Ack);
        invite = await callee.RequestAsync(SipMethod.Invite);
        callee.Respond(invite, 401, "WWW-Authenticate: " + Challenge("server", "s1"), toTag: "x");
        await callee.RequestAsync(SipMethod.Ack);
        invite = await callee.RequestAsync(SipMethod.Invite);
        Assert.Contains("nc=00000002", invite.Text(SipHeader.ProxyAuthorization), StringComparison.Ordinal);
        Assert.Contains("nc=00000001", invite.Text(SipHeader.Authorization), StringComparison.Ordinal);
        callee.Respond(invite, 200, body: WirePeer.Sdp, toTag: "callee");
        var ack = await callee.RequestAsync(SipMethod.Ack);
        Assert.Equal(invite.Text(SipHeader.Authorization), ack.Text(SipHeader.Authorization));

        await (await Soon(calling)).Call!.HangUpAsync();
        var bye = await callee.RequestAsync(SipMethod.Bye);
        Assert.Contains("nc=00000003", bye.Text(SipHeader.ProxyAuthorization), StringComparison.Ordinal);
        callee.Respond(bye, 407, "Proxy-Authenticate: " + Challenge("proxy", "p2", ", stale=true"));

        var again = await callee.RequestAsync(SipMethod.Bye);
        Assert.Contains("nonce=\"p2\"", again.Text(SipHeader.ProxyAuthorization), StringComparison.Ordinal);
        Assert.True(again.CSeqNumber > bye.CSeqNumber);
    }

    [Fact]
    public async Task Call_WrongPassword_StopsAfterOneAnswer()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var callee = new WirePeer(bed.EndPoint);
        var calling = bed.Stack.CallAsync(Outbound.To(callee) with { Credentials = new("user", "wrong") }, Cancel);
        for (var i = 0; i < 2; i++)
        {
            var invite = await callee.RequestAsync(SipMethod.Invite);
            callee.Respond(invite, 401, "WWW-Authenticate: " + Challenge("server", "n" + i), toTag: "x");
            await callee.RequestAsync(SipMethod.Ack);
        }

        Assert.Equal(401, (await Soon(calling)).Status);
    }
}
