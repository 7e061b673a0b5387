using System.Net;
using System.Text;
using OrleansConf.MediaNode.Rtp;
using OrleansConf.MediaNode.Sip.Dialogs;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Sip.Sdp;
using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Tests.Fuzz;

/// <summary>What reads bytes from strangers: each target takes any octets and must neither throw nor keep anything.</summary>
internal static class WireTargets
{
    private static readonly IPEndPoint Somewhere = new(IPAddress.Loopback, 5060);

    private static readonly AudioCapabilities Capabilities = new() { Codecs = [RtpFormat.G722, RtpFormat.Pcma, RtpFormat.Pcmu], ComfortNoise = true };

    public const string Sdp = "v=0\r\no=peer 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 30000 RTP/AVP 8 0 101\r\n"
        + "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\na=rtcp:30001 IN IP4 127.0.0.1\r\na=sendrecv\r\n";

    private const string Invite =
        "INVITE sip:+48@[::1]:5060;user=phone SIP/2.0\r\nv: SIP/2.0/UDP 1.2.3.4:1;rport;branch=z9hG4bKx\r\nf: \"A\" <tel:+1-2>;tag=1\r\nt: <sip:b@c>\r\n"
        + "i: x\r\nCSeq: 1 INVITE\r\nm: <sip:a@1.2.3.4>\r\nP-Asserted-Identity: <tel:+1>, <sip:a@b>\r\nPrivacy: id;user\r\nc: application/sdp\r\n\r\n" + Sdp;

    private const string Challenge =
        "SIP/2.0 401 Unauthorized\r\nVia: SIP/2.0/UDP 1.2.3.4;branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>;tag=2\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\n"
        + "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth,auth-int\", opaque=\"o\", stale=true\r\nRetry-After: 5 (soon);duration=3\r\n\r\n";

    /// <summary>The messages of RFC 4475 from the folder beside the program, and some that touch what those leave out.</summary>
    public static IReadOnlyList<byte[]> SipCorpus() =>
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Sip", "Torture"), "*.dat").Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
        Encoding.ASCII.GetBytes(Invite),
        Encoding.ASCII.GetBytes(Challenge),
    ];

    public static IReadOnlyList<byte[]> SdpCorpus() => [Encoding.ASCII.GetBytes(Sdp)];

    /// <summary>RTP with and without extension, CSRC, padding; a key press; RTCP; a STUN binding request.</summary>
    public static IReadOnlyList<byte[]> MediaCorpus() =>
    [
        [0x80, 8, 0, 1, 0, 0, 0, 160, 1, 2, 3, 4, .. new byte[160]],
        [0xB2, 0x88, 0, 2, 0, 0, 1, 64, 1, 2, 3, 4, 9, 9, 9, 9, 8, 8, 8, 8, 0xBE, 0xDE, 0, 1, 0x10, 0xAA, 0, 0, 1, 2, 3, 4, 0, 0, 0, 4],
        [0x80, 101, 0, 3, 0, 0, 1, 64, 1, 2, 3, 4, 5, 0x8A, 3, 0x20],
        [0x80, 200, 0, 6, 1, 2, 3, 4, .. new byte[20], 0x81, 202, 0, 2, 1, 2, 3, 4, 1, 1, (byte)'a', 0],
        [0, 1, 0, 8, 0x21, 0x12, 0xA4, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0x80, 0x22, 0, 4, 1, 2, 3, 4],
    ];

    /// <summary>Reads all that the stack would read of a message; true when it was recognised as SIP.</summary>
    public static bool ReadSip(ReadOnlySpan<byte> bytes)
    {
        if (!SipParser.TryParse(bytes, out var message))
            return false;
        _ = message.Addresses(SipHeader.Contact);
        _ = message.Addresses(SipHeader.RecordRoute);
        _ = message.Seconds(SipHeader.RetryAfter);
        _ = message.TopVia?.WithSource(Somewhere);
        if (SessionBody.TryRead(message, out var session) && session is not null)
            Negotiate(session);
        if (message is SipResponse response)
        {
            if (DigestChallenge.TryRead(response, out var challenge))
                _ = challenge.Answer("INVITE", "sip:a@b", new("user", "secret"), 1);
            _ = SessionTimerRules.Read(response);
        }
        else if (message is SipRequest request && RequestChecks.Inspect(request) is null)
        {
            _ = request.RequestUri?.User;
            _ = CallerIdentity.Of(request);
            _ = DtmfInfo.TryRead(request, out _, out _);
            _ = SessionTimerRules.Answer(request, TimeSpan.FromMinutes(30));
            _ = RAckHeader.TryParse(request.Text(SipHeader.RAck), out _);
            _ = request.Addresses(SipHeader.ReferTo).ConvertAll(static a => a.Uri.WithoutHeaders().Text + a.Uri.Header("Replaces"));
        }
        return true;
    }

    public static bool ReadSdp(ReadOnlySpan<byte> bytes)
    {
        if (!SessionDescription.TryParse(bytes, out var session))
            return false;
        Negotiate(session);
        return true;
    }

    public static bool ReadMedia(ReadOnlySpan<byte> bytes)
    {
        if (StunBinding.IsRequest(bytes))
            _ = StunBinding.Answer(bytes, Somewhere);
        if (!RtpHeader.TryParse(bytes, out _, out var offset, out var length))
            return false;
        _ = DtmfEvent.TryRead(bytes.Slice(offset, length), out _);
        return true;
    }

    private static void Negotiate(SessionDescription session)
    {
        _ = session.ToString();
        _ = AudioAnswer.TryAnswer(session, Capabilities, Somewhere, default, out _, out _);
        _ = AudioAnswer.TryAccept(session, session, Capabilities, out _);
    }
}
