using OrleansConf.MediaNode.Sip.Dialogs;
using OrleansConf.MediaNode.Sip.Messages;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip.Torture;

/// <summary>
/// The messages of RFC 4475, each with what a user agent that is no registrar makes of it. 0: accepted. 400 and up: the status it
/// is refused with. Responses: accepted or dropped.
/// </summary>
public class TortureTests
{
    private const int Accepted = 0;
    private const int Dropped = -1;

    public static TheoryData<string, string, int> Requests => new()
    {
        // §3.1.1 Valid messages
        { "3.1.1.1 short tortuous INVITE", "wsinv", Accepted },
        { "3.1.1.2 wide range of valid characters, unknown method", "intmeth", 501 },
        { "3.1.1.3 valid use of the % escape", "esc01", Accepted },
        { "3.1.1.4 escaped nulls in URIs, REGISTER", "escnull", 405 },
        { "3.1.1.5 % that is no escape: the method is RE%47IST%45R", "esc02", 501 },
        { "3.1.1.6 no white space between display name and <", "lwsdisp", Accepted },
        { "3.1.1.7 long values", "longreq", Accepted },
        { "3.1.1.8 octets after the message, REGISTER", "dblreq", 405 },
        { "3.1.1.9 semicolon-separated parameters in the user part", "semiuri", Accepted },
        { "3.1.1.10 varied and unknown transports in Via", "transports", Accepted },
        { "3.1.1.11 multipart MIME, MESSAGE", "mpart01", 405 },

        // §3.1.2 Invalid messages
        { "3.1.2.1 extraneous separators", "badinv01", 400 },
        { "3.1.2.2 Content-Length larger than the message", "clerr", 400 },
        { "3.1.2.3 negative Content-Length", "ncl", 400 },
        { "3.1.2.4 overlarge scalars in a request", "scalar02", 400 },
        { "3.1.2.6 unterminated quoted string", "quotbal", 400 },
        { "3.1.2.7 <> around the Request-URI", "ltgtruri", 400 },
        { "3.1.2.8 white space within the Request-URI", "lwsruri", 400 },
        { "3.1.2.9 more than one blank in the request line", "lwsstart", 400 },
        { "3.1.2.10 blanks at the end of the request line, ignored as the RFC allows", "trws", Accepted },
        { "3.1.2.11 escaped headers in the Request-URI", "escruri", 400 },
        { "3.1.2.12 bad time zone in a Date that nobody reads", "baddate", Accepted },
        { "3.1.2.13 failure to enclose a URI, in a REGISTER", "regbadct", 405 },
        { "3.1.2.14 blanks within an addr-spec, trimmed as the RFC allows", "badaspec", Accepted },
        { "3.1.2.15 display name that is no token, understood as the RFC allows", "baddn", Accepted },
        { "3.1.2.16 unknown protocol version", "badvers", 505 },
        { "3.1.2.17 start line and CSeq name different methods", "mismatch01", 400 },
        { "3.1.2.18 the same with an unknown method", "mismatch02", 400 },

        // §3.2 Transaction layer
        { "3.2.1 branch without a transaction identifier", "badbranch", Accepted },

        // §3.3 Application layer
        { "3.3.1 missing required headers", "insuf", 400 },
        { "3.3.2 Request-URI of an unknown scheme", "unkscm", 416 },
        { "3.3.3 Request-URI of a known but foreign scheme", "novelsc", 416 },
        { "3.3.4 unknown schemes in other headers, REGISTER", "unksm2", 405 },
        { "3.3.5 unknown extensions required", "bext01", 420 },
        { "3.3.6 unknown content type", "invut", 415 },
        { "3.3.7 unknown authorization scheme, REGISTER", "regaut01", 405 },
        { "3.3.8 several values where one may be", "multi01", 400 },
        { "3.3.9 several Content-Length", "mcl01", 400 },
        { "3.3.11 Max-Forwards of zero, which reaches an endpoint", "zeromf", Accepted },
        { "3.3.12 REGISTER with a Contact parameter", "cparam01", 405 },
        { "3.3.13 REGISTER with a URI parameter", "cparam02", 405 },
        { "3.3.14 REGISTER with an escaped header in Contact", "regescrt", 405 },
        { "3.3.15 Accept that excludes SDP", "sdp01", 406 },

        // §3.4 Backward compatibility
        { "3.4.1 INVITE of RFC 2543", "inv2543", Accepted },
    };

    public static TheoryData<string, string, int> Responses => new()
    {
        { "3.1.1.12 unusual reason phrase", "unreason", Accepted },
        { "3.1.1.13 empty reason phrase", "noreason", Accepted },
        { "3.1.2.5 overlarge scalars in a response", "scalarlg", Dropped },
        { "3.1.2.19 overlarge status code", "bigcode", Dropped },
        { "3.3.10 200 with a broadcast Via, which is no transaction of ours", "bcast", Accepted },
    };

    internal static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Sip", "Torture", name + ".dat"));

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_OfRfc4475_HasItsVerdict(string section, string name, int expected)
    {
        Assert.NotEmpty(section);
        Assert.True(SipParser.TryParse(Read(name), out var message));

        var verdict = RequestChecks.Inspect(Assert.IsType<SipRequest>(message))?.Status ?? Accepted;

        Assert.True(expected == verdict, $"{section}: {verdict} {message.Defect}");
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public void Response_OfRfc4475_HasItsVerdict(string section, string name, int expected)
    {
        Assert.NotEmpty(section);
        var isUsable = SipParser.TryParse(Read(name), out var message) && message.Defect is null;

        Assert.Equal(expected == Accepted, isUsable);
        if (isUsable)
            Assert.IsType<SipResponse>(message);
    }

    [Fact]
    public void Messages_AllFiles_AreCovered()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Sip", "Torture"), "*.dat");
        var covered = Requests.Select(r => r.Data.Item2).Concat(Responses.Select(r => r.Data.Item2)).Order(StringComparer.Ordinal);

        Assert.Equal(files.Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal), covered);
    }

    [Fact]
    public void ShortTortuousInvite_IsReadInFull()
    {
        Assert.True(SipParser.TryParse(Read("wsinv"), out var message));

        Assert.Equal("sip:vivekg@chair-dnrc.example.com", message.To!.Uri.Text);
        Assert.Equal("1918181833n", message.To.Tag);
        Assert.Equal("J Rosenberg \\\"", message.From!.DisplayName);
        Assert.Equal("98asjd8", message.From.Tag);
        Assert.Equal(9u, message.CSeqNumber);
        Assert.Equal("390skdjuw", message.TopVia!.Branch);
        Assert.Equal(3, message.Elements(SipHeader.Via).Count);
        Assert.True(ViaHeader.TryParse(message.Elements(SipHeader.Via)[1], out var second));
        Assert.Equal(("TCP", "spindle.example.com", "z9hG4bK9ikj8"), (second.Transport, second.Host, second.Branch));
        var contact = Assert.Single(message.Addresses(SipHeader.Contact));
        Assert.Equal("0.33", contact.Parameter("q"));
        Assert.Equal("Quoted string \"\"", contact.DisplayName);
        Assert.Equal(150, message.Body.Length);
    }

    [Fact]
    public void EscapedUser_IsUnescaped()
    {
        Assert.True(SipParser.TryParse(Read("esc01"), out var message));
        Assert.Equal("sips:user@example.com", ((SipRequest)message).RequestUri!.User);
        Assert.True(SipParser.TryParse(Read("semiuri"), out message));
        Assert.Equal("user;par=u@example.net", ((SipRequest)message).RequestUri!.User);
    }

    [Fact]
    public async Task AllMessages_SentToARunningStack_LeaveItWell()
    {
        await using var bed = await SipTestBed.StartAsync(static call => call.RejectAsync(404));
        using var peer = new WirePeer(bed.EndPoint);
        foreach (var (_, name, _) in Requests.Concat(Responses).Select(r => r.Data))
            peer.Send(Read(name));
        using var caller = new WirePeer(bed.EndPoint);

        caller.Send(caller.Request("INVITE", 1, body: WirePeer.Sdp));

        await caller.ResponseAsync(100);
        await caller.ResponseAsync(404);
        Assert.Empty(bed.Errors);
    }
}
