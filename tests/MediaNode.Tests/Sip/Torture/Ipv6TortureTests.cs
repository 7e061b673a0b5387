using OrleansConf.MediaNode.Sip.Dialogs;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Sdp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip.Torture;

/// <summary>The cases of RFC 5118 §4, each as a message of our own with the trait that the RFC describes, and its verdict.</summary>
public class Ipv6TortureTests
{
    private const int Accepted = 0;

    private static string Message(
        string startLine, string via = "SIP/2.0/UDP [2001:db8::9:1];branch=z9hG4bKas3-111", string extra = "", string body = "")
    {
        var method = startLine[..startLine.IndexOf(' ', StringComparison.Ordinal)];
        return $"{startLine} SIP/2.0\r\nVia: {via}\r\nTo: <sip:user@example.com>\r\nFrom: <sip:user@example.com>;tag=81x2\r\n"
            + $"Call-ID: SSG9559905523997077@hlau_4100\r\nMax-Forwards: 70\r\nCSeq: 98176 {method}\r\n{extra}"
            + (body.Length > 0 ? "Content-Type: application/sdp\r\n" : "") + $"Content-Length: {body.Length}\r\n\r\n{body}";
    }

    private static string Sdp(params string[] lines) =>
        string.Join("\r\n", (string[])["v=0", "o=assistant 971731711378798081 0 IN IP6 2001:db8::20", "s=-", .. lines]) + "\r\n";

    public static TheoryData<string, string, int> Requests => new()
    {
        // A REGISTER is not ours to serve: 405 says that its form was accepted.
        { "4.1 IPv6 reference in the Request-URI", Message("REGISTER sip:[2001:db8::10]"), 405 },
        { "4.2 the same without brackets is malformed", Message("REGISTER sip:2001:db8::10"), 400 },
        { "4.3 a port within the brackets is part of the address", Message("REGISTER sip:[2001:db8::10:5070]"), 405 },
        { "4.4 a port behind the brackets", Message("REGISTER sip:[2001:db8::10]:5070"), 405 },
        { "4.5 received with brackets", Message("BYE sip:[2001:db8::10]", "SIP/2.0/UDP [2001:db8::9:1];received=[2001:db8::9:255];branch=z9hG4bKas3-111"), Accepted },
        { "4.5 received without brackets", Message("OPTIONS sip:[2001:db8::10]", "SIP/2.0/UDP [2001:db8::9:1];received=2001:db8::9:255;branch=z9hG4bKas3"), Accepted },
        { "4.6 IPv6 in the SDP", Message("INVITE sip:user@[2001:db8::10]", body: Sdp("c=IN IP6 2001:db8::20", "t=0 0", "m=audio 6000 RTP/AVP 0")), Accepted },
        { "4.7 IPv4 and IPv6 mixed in Via", Message("BYE sip:user@host.example.net", "SIP/2.0/UDP [2001:db8::9:1]:6050;branch=z9hG4bKas3-111", "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKjhja8781hjuaij65144\r\nVia: SIP/2.0/TCP [2001:db8::9:255];branch=z9hG4bK451jj;received=192.0.2.200\r\n"), Accepted },
        { "4.8 a stream of each family", Message("INVITE sip:user@[2001:db8::10]", body: Sdp("t=0 0", "m=audio 22334 RTP/AVP 0", "c=IN IP4 192.0.2.1", "m=video 6024 RTP/AVP 107", "c=IN IP6 2001:db8::1", "a=rtpmap:107 H263-1998/90000")), Accepted },
        { "4.9 IPv4-mapped addresses", Message("INVITE sip:user@example.com", "SIP/2.0/UDP [::ffff:192.0.2.10]:19823;branch=z9hG4bKbh19", "Contact: \"T. desk phone\" <sip:ted@[::ffff:192.0.2.2]>\r\n", Sdp("c=IN IP6 ::ffff:192.0.2.2", "t=0 0", "m=audio 26122 RTP/AVP 0")), Accepted },
        { "4.10 three colons, which the grammar of RFC 3261 let through by mistake", Message("OPTIONS sip:user@[2001:db8:::192.0.2.1]"), 400 },
        { "4.10 the address that was meant", Message("OPTIONS sip:user@[2001:db8::192.0.2.1]"), Accepted },
    };

    private static SipRequest Parse(string text)
    {
        Assert.True(SipParser.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var message));
        return Assert.IsType<SipRequest>(message);
    }

    private static string Text(string section) => Requests.Single(r => r.Data.Item1.StartsWith(section, StringComparison.Ordinal)).Data.Item2;

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_OfRfc5118_HasItsVerdict(string section, string text, int expected)
    {
        Assert.NotEmpty(section);
        var request = Parse(text);

        var verdict = RequestChecks.Inspect(request)?.Status ?? Accepted;

        Assert.True(expected == verdict, $"{section}: {verdict} {request.Defect}");
        Assert.True(verdict != Accepted || SessionBody.TryRead(request, out _));
    }

    [Fact]
    public void AmbiguousPort_IsReadAsPartOfTheAddress()
    {
        Assert.Equal(("2001:db8::10:5070", null), Host("4.3"));
        Assert.Equal(("2001:db8::10", 5070), Host("4.4"));

        static (string, int?) Host(string section) => Parse(Text(section)).RequestUri is { } uri ? (uri.Host, uri.Port) : default;
    }

    [Fact]
    public void MixedVias_AreAllReadInOrder()
    {
        var vias = Parse(Text("4.7")).Elements(SipHeader.Via).Select(text => ViaHeader.TryParse(text, out var via) ? (via.Host, via.Port) : default);

        Assert.Equal([("2001:db8::9:1", 6050), ("192.0.2.1", null), ("2001:db8::9:255", null)], vias);
    }

    [Fact]
    public void StreamsOfBothFamilies_KeepTheirAddresses()
    {
        Assert.True(SessionBody.TryRead(Parse(Text("4.8")), out var session));

        Assert.Equal(["192.0.2.1", "2001:db8::1"], session!.Media.Select(media => session.AddressOf(media)));
    }

    [Fact]
    public async Task Call_OverIpv6_IsAnsweredToIpv6()
    {
        await using var bed = await SipTestBed.StartAsync(configure: static options => options.BindAddress = System.Net.IPAddress.IPv6Loopback);
        using var peer = new WirePeer(bed.EndPoint);

        peer.Send(peer.Request("INVITE", 1, body: WirePeer.Sdp));
        await peer.ResponseAsync(100);
        var ok = await peer.ResponseAsync(200);

        var contact = ok.Addresses(SipHeader.Contact)[0].Uri;
        Assert.Equal(("::1", bed.EndPoint.Port), (contact.Host, contact.Port));
        Assert.Equal("::1", ok.TopVia!.Host);
        peer.Send(peer.Request("ACK", 1));
        await (await bed.NextCallAsync()).HangUpAsync();
        var bye = await peer.RequestAsync(SipMethod.Bye);
        Assert.Equal($"sip:peer@[::1]:{peer.Port}", bye.RequestUriText);
        peer.Respond(bye, 200);
    }
}
