using System.Net;
using Microsoft.Extensions.Time.Testing;
using OrleansConf.MediaNode.Sip;
using OrleansConf.MediaNode.Sip.Dialogs;
using OrleansConf.MediaNode.Sip.Messages;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip;

/// <summary>Calls that the stack places, on the wire.</summary>
public class SipStackOutboundTests
{
    private static SipOutboundRequest To(WirePeer callee, string parameters = "") => Outbound.To(callee, parameters);

    private static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Call_AnsweredThenHungUpByPeer_EndsWithRemoteBye()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var callee = new WirePeer(bed.EndPoint);
        var progress = new List<SipProgress>();
        var calling = bed.Stack.CallAsync(To(callee) with { OnProgress = progress.Add }, TestContext.Current.CancellationToken);
        var invite = await callee.RequestAsync(SipMethod.Invite);
        Assert.Equal("Room \"100200\"", invite.From!.DisplayName);
        callee.Respond(invite, 183, body: WirePeer.Sdp, toTag: "callee");
        callee.Respond(invite, 200, body: WirePeer.Sdp, toTag: "callee");

        var outcome = await Soon(calling);
        var ack = await callee.RequestAsync(SipMethod.Ack);
        callee.Respond(invite, 200, body: WirePeer.Sdp, toTag: "callee");
        var again = await callee.RequestAsync(SipMethod.Ack);

        Assert.Equal(ack.TopVia!.Branch, again.TopVia!.Branch);
        Assert.Equal("callee", ack.To!.Tag);
        Assert.Equal(200, outcome.Status);
        Assert.Equal(30000, outcome.Answer!.Media[0].Port);
        Assert.Equal(183, Assert.Single(progress).Status);
        Assert.NotNull(progress[0].EarlySession);
        (callee.CallId, callee.Tag) = (invite.CallId, "callee");
        callee.Send(callee.Request("BYE", 1, toTag: invite.From.Tag));
        Assert.Equal(SipCallEndReason.RemoteBye, (await Soon(outcome.Call!.Ended)).Reason);
        Assert.Equal(0, bed.Stack.CallCount);
    }

    [Fact]
    public async Task Call_Refused_IsAcknowledgedAndReported()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var callee = new WirePeer(bed.EndPoint);
        var calling = bed.Stack.CallAsync(To(callee), TestContext.Current.CancellationToken);
        var invite = await callee.RequestAsync(SipMethod.Invite);

        callee.Respond(invite, 503, extra: "Retry-After: 120 (maintenance);duration=60\r\n", toTag: "x");

        Assert.Equal(invite.TopVia!.Branch, (await callee.RequestAsync(SipMethod.Ack)).TopVia!.Branch);
        var outcome = await Soon(calling);
        Assert.Null(outcome.Call);
        Assert.Equal(503, outcome.Status);
        Assert.Equal(TimeSpan.FromSeconds(120), outcome.RetryAfter);
    }

    [Fact]
    public async Task Call_NotAnsweredInTime_IsCancelled()
    {
        var time = new FakeTimeProvider();
        await using var bed = await SipTestBed.StartAsync(time: time);
        using var callee = new WirePeer(bed.EndPoint);
        var ringing = new TaskCompletionSource();
        var calling = bed.Stack.CallAsync(
            To(callee) with { Timeout = TimeSpan.FromSeconds(20), OnProgress = _ => ringing.SetResult() }, TestContext.Current.CancellationToken);
        var invite = await callee.RequestAsync(SipMethod.Invite);
        callee.Respond(invite, 180, toTag: "x");
        await ringing.Task;

        time.Advance(TimeSpan.FromSeconds(21));

        var cancel = await callee.RequestAsync(SipMethod.Cancel);
        Assert.Equal(invite.TopVia!.Branch, cancel.TopVia!.Branch);
        Assert.Null(cancel.To!.Tag);
        callee.Respond(cancel, 200);
        callee.Respond(invite, 487, toTag: "x");
        await callee.RequestAsync(SipMethod.Ack);
        Assert.Equal(408, (await Soon(calling)).Status);
    }

    [Fact]
    public async Task Call_CancelledBeforeAnyResponse_CancelsWithTheFirst()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var callee = new WirePeer(bed.EndPoint);
        using var giveUp = new CancellationTokenSource();
        var calling = bed.Stack.CallAsync(To(callee), giveUp.Token);
        var invite = await callee.RequestAsync(SipMethod.Invite);
        await giveUp.CancelAsync();
        Assert.Equal(487, (await Soon(calling)).Status);

        callee.Respond(invite, 180, toTag: "x");

        var next = await callee.ReceiveAsync();
        while (next is SipRequest { Method: SipMethod.Invite })
            next = await callee.ReceiveAsync();
        Assert.Equal(SipMethod.Cancel, Assert.IsType<SipRequest>(next).Method);
    }

    [Fact]
    public async Task Call_AnswerCrossesCancel_IsAcknowledgedAndHungUp()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var callee = new WirePeer(bed.EndPoint);
        using var giveUp = new CancellationTokenSource();
        var ringing = new TaskCompletionSource();
        var calling = bed.Stack.CallAsync(To(callee) with { OnProgress = _ => ringing.SetResult() }, giveUp.Token);
        var invite = await callee.RequestAsync(SipMethod.Invite);
        callee.Respond(invite, 180, toTag: "x");
        await ringing.Task;
        await giveUp.CancelAsync();
        await callee.RequestAsync(SipMethod.Cancel);

        callee.Respond(invite, 200, body: WirePeer.Sdp, toTag: "x");

        await callee.RequestAsync(SipMethod.Ack);
        callee.Respond(await callee.RequestAsync(SipMethod.Bye), 200);
        Assert.Equal(487, (await Soon(calling)).Status);
    }

    [Fact]
    public async Task Call_SecondForkAnswers_GetsAckAndBye()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var callee = new WirePeer(bed.EndPoint);
        var calling = bed.Stack.CallAsync(To(callee), TestContext.Current.CancellationToken);
        var invite = await callee.RequestAsync(SipMethod.Invite);
        callee.Respond(invite, 200, body: WirePeer.Sdp, toTag: "first");
        var call = (await Soon(calling)).Call!;
        await callee.RequestAsync(SipMethod.Ack);

        callee.Respond(invite, 200, body: WirePeer.Sdp, toTag: "second");

        Assert.Equal("second", (await callee.RequestAsync(SipMethod.Ack)).To!.Tag);
        Assert.Equal("second", (await callee.RequestAsync(SipMethod.Bye)).To!.Tag);
        Assert.False(call.Ended.IsCompleted);
        Assert.Equal(1, bed.Stack.CallCount);
    }

    [Fact]
    public async Task Call_NobodyAnswers_IsRepeatedUntilTimerB()
    {
        var time = new FakeTimeProvider();
        await using var bed = await SipTestBed.StartAsync(time: time);
        using var callee = new WirePeer(bed.EndPoint);
        var calling = bed.Stack.CallAsync(To(callee), TestContext.Current.CancellationToken);
        await callee.RequestAsync(SipMethod.Invite);

        // Timer A doubles from T1 without a limit (RFC 3261 §17.1.1.2): 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 s.
        foreach (var wait in (double[])[0.5, 1, 2, 4, 8, 16])
        {
            time.Advance(TimeSpan.FromSeconds(wait));
            await callee.RequestAsync(SipMethod.Invite);
        }
        time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Equal(408, (await Soon(calling)).Status);
        Assert.Equal(0, bed.Stack.TransactionCount);
    }

    [Fact]
    public async Task Call_Challenged_IsRepeatedWithSha256()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var callee = new WirePeer(bed.EndPoint);
        var calling = bed.Stack.CallAsync(To(callee) with { Credentials = new SipCredentials("trunk", "secret") }, TestContext.Current.CancellationToken);
        var first = await callee.RequestAsync(SipMethod.Invite);
        callee.Respond(first, 407, toTag: "x", extra: "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\", algorithm=MD5\r\n"
            + "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth,auth-int\"\r\n");
        await callee.RequestAsync(SipMethod.Ack);

        var second = await callee.RequestAsync(SipMethod.Invite);

        Assert.Equal(first.CSeqNumber + 1, second.CSeqNumber);
        Assert.Equal(first.CallId, second.CallId);
        Assert.Contains("algorithm=SHA-256", second.Text(SipHeader.ProxyAuthorization)!, StringComparison.Ordinal);
        callee.Respond(second, 403, toTag: "y");
        Assert.Equal(403, (await Soon(calling)).Status);
    }

    /// <summary>The example of RFC 7616 §3.9.1.</summary>
    [Theory]
    [InlineData("MD5", "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void Digest_ExampleOfTheRfc_GivesItsResponse(string algorithm, string response)
    {
        Assert.True(DigestChallenge.TryParse(
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
                + "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", algorithm=" + algorithm,
            out var challenge));

        var answer = challenge.Answer(
            "GET", "/dir/index.html", new SipCredentials("Mufasa", "Circle of Life"), 1, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

        Assert.Contains($"response=\"{response}\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_TcpPeerNotThere_Gives503()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var nobody = new WirePeer(bed.EndPoint);

        var outcome = await Soon(bed.Stack.CallAsync(To(nobody, ";transport=tcp"), TestContext.Current.CancellationToken));

        Assert.Equal(503, outcome.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData(";transport=tcp")]
    public async Task Call_BetweenTwoStacks_RunsBothWays(string parameters)
    {
        await using var callee = await SipTestBed.StartAsync();
        await using var caller = await SipTestBed.StartAsync();
        Assert.True(SipUri.TryParse($"sip:100200@127.0.0.1:{callee.EndPoint.Port}{parameters}", out var target));
        var request = new SipOutboundRequest { Target = target, FromUser = "anna", Offer = SipTestBed.SessionFor(null) };

        var outcome = await Soon(caller.Stack.CallAsync(request, TestContext.Current.CancellationToken));
        var inbound = await callee.NextCallAsync();
        await inbound.Confirmed;
        await inbound.HangUpAsync();

        Assert.Equal(SipCallEndReason.RemoteBye, (await Soon(outcome.Call!.Ended)).Reason);
        Assert.Empty(callee.Errors);
        Assert.Empty(caller.Errors);
    }
}
