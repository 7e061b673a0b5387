using System.Net;
using System.Net.Sockets;
using OrleansConf.MediaNode.Sip;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.TestKit.Processes;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip.Transport;

public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    private Task<SipTestBed> StartAsync(Action<SipTlsOptions>? configure = null) => SipTestBed.StartAsync(configure: options =>
    {
        options.Tls = new SipTlsOptions { Certificate = _certificates.IssueContext(), Port = 0, TrustedRoots = _certificates.Roots };
        configure?.Invoke(options.Tls);
    });

    private static string Request(StreamPeer peer, string method, int cseq, string toTag = "", string via = "", string body = "") =>
        $"{method} sip:+48223500908@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1:{peer.Port};branch={WirePeer.NewBranch()}{via}\r\nMax-Forwards: 70\r\n"
        + $"From: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:b@127.0.0.1>{toTag}\r\nCall-ID: tls-{peer.Port}\r\nCSeq: {cseq} {method}\r\n"
        + $"Contact: <sip:a@127.0.0.1:{peer.Port};transport=tls>\r\n"
        + (body.Length > 0 ? "Content-Type: application/sdp\r\n" : "") + $"Content-Length: {body.Length}\r\n\r\n{body}";

    [Fact]
    public async Task Call_OverTls_IsAnsweredAndNamesTlsInItsContact()
    {
        await using var bed = await StartAsync();
        using var peer = await StreamPeer.ConnectTlsAsync(bed.Stack.TlsEndPoint!, _certificates.Roots);

        await peer.SendAsync(Request(peer, "INVITE", 1, body: WirePeer.Sdp));
        Assert.Equal(100, Assert.IsType<SipResponse>(await peer.ReceiveAsync()).Status);
        var ok = Assert.IsType<SipResponse>(await peer.ReceiveAsync());
        Assert.Equal(200, ok.Status);
        var contact = ok.Addresses(SipHeader.Contact)[0].Uri;
        Assert.Equal(("tls", bed.Stack.TlsEndPoint!.Port), (contact.Parameter("transport"), contact.Port));
        await peer.SendAsync(Request(peer, "ACK", 1, ";tag=" + ok.To!.Tag));
        await peer.SendAsync(Request(peer, "BYE", 2, ";tag=" + ok.To.Tag));

        Assert.Equal(200, Assert.IsType<SipResponse>(await peer.ReceiveAsync()).Status);
        Assert.Equal(SipCallEndReason.RemoteBye, (await (await bed.NextCallAsync()).Ended).Reason);
        Assert.Empty(bed.Errors);
    }

    [Fact]
    public async Task OutboundCall_ToSipsTarget_UsesTlsAndProvesTheServer()
    {
        await using var bed = await StartAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Assert.True(SipUri.TryParse($"sip:+49@127.0.0.1:{port};transport=tls", out var target));

        var calling = bed.Stack.CallAsync(
            new SipOutboundRequest { Target = target, FromUser = "1", Offer = SipTestBed.SessionFor(null) }, TestContext.Current.CancellationToken);
        using var peer = await StreamPeer.AcceptAsync(listener, _certificates.IssueContext());
        var invite = Assert.IsType<SipRequest>(await peer.ReceiveAsync());
        Assert.Equal("TLS", invite.TopVia!.Transport);
        Assert.True(invite.TopVia.HasAlias);
        await peer.SendAsync($"SIP/2.0 486 Busy\r\nVia: {invite.Text(SipHeader.Via)}\r\nFrom: {invite.From}\r\nTo: {invite.To};tag=x\r\n"
            + $"Call-ID: {invite.CallId}\r\nCSeq: {invite.CSeqNumber} INVITE\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(486, (await calling).Status);
    }

    [Fact]
    public async Task OutboundCall_ServerOfUnknownRoot_IsNotTalkedTo()
    {
        using var strangers = new TestCertificates();
        await using var bed = await StartAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Assert.True(SipUri.TryParse($"sips:x@127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", out var target));

        var calling = bed.Stack.CallAsync(
            new SipOutboundRequest { Target = target, FromUser = "1", Offer = SipTestBed.SessionFor(null) }, TestContext.Current.CancellationToken);
        _ = StreamPeer.AcceptAsync(listener, strangers.IssueContext());

        Assert.Equal(503, (await calling).Status);
    }

    [Fact]
    public async Task MutualTls_WithoutOrWithForeignCertificate_GetsNoAnswer()
    {
        using var strangers = new TestCertificates();
        await using var bed = await StartAsync(static tls => tls.RequireClientCertificate = true);
        using var known = await StreamPeer.ConnectTlsAsync(bed.Stack.TlsEndPoint!, _certificates.Roots, _certificates.Issue("known"));
        await known.SendAsync(Request(known, "OPTIONS", 1));
        Assert.Equal(200, Assert.IsType<SipResponse>(await known.ReceiveAsync()).Status);

        Assert.True(await IsCutOffAsync(null));
        Assert.True(await IsCutOffAsync(strangers));
        Assert.Equal(1, bed.Stack.Counters.MessagesReceived);

        async Task<bool> IsCutOffAsync(TestCertificates? issuer)
        {
            try
            {
                using var peer = await StreamPeer.ConnectTlsAsync(bed.Stack.TlsEndPoint!, _certificates.Roots, issuer?.Issue("stranger"));
                await peer.SendAsync(Request(peer, "OPTIONS", 1));
                return await peer.ReceiveAsync() is null;
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                return true;
            }
        }
    }

    [Fact]
    public async Task Connection_ThatNeverFinishesItsHandshake_IsClosed()
    {
        await using var bed = await StartAsync(static tls => tls.HandshakeTimeout = TimeSpan.FromMilliseconds(200));
        using var client = new TcpClient();
        await client.ConnectAsync(bed.Stack.TlsEndPoint!, TestContext.Current.CancellationToken);

        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Connections_MoreThanMayShakeHands_AreClosedAtOnce()
    {
        await using var bed = await StartAsync(static tls => tls.MaxHandshakes = 0);

        await Assert.ThrowsAnyAsync<IOException>(() => StreamPeer.ConnectTlsAsync(bed.Stack.TlsEndPoint!, _certificates.Roots));
    }

    [Fact]
    public async Task Alias_OfPeersConnection_IsUsedForOurCalls()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = await StreamPeer.ConnectAsync(bed.EndPoint);
        // Nobody listens at that port: the call can only come by the connection that is open.
        var port = FreePorts.Next();
        await peer.SendAsync(Request(peer, "OPTIONS", 1).Replace($"TLS 127.0.0.1:{peer.Port}", $"TCP 127.0.0.1:{port};alias", StringComparison.Ordinal));
        await peer.ReceiveAsync();
        Assert.True(SipUri.TryParse($"sip:x@127.0.0.1:{port};transport=tcp", out var target));

        _ = bed.Stack.CallAsync(
            new SipOutboundRequest { Target = target, FromUser = "1", Offer = SipTestBed.SessionFor(null) }, TestContext.Current.CancellationToken);

        Assert.Equal(SipMethod.Invite, Assert.IsType<SipRequest>(await peer.ReceiveAsync()).Method);
    }

    [Fact]
    public async Task KeepAlive_OverConnection_IsAnsweredWithOneLineEnd()
    {
        await using var bed = await SipTestBed.StartAsync();
        using var peer = await StreamPeer.ConnectAsync(bed.EndPoint);

        await peer.SendAsync("\r\n\r\n");

        Assert.Null(await peer.ReceiveAsync());
    }
}
