using System.Text;
using OrleansConf.MediaNode.Sip.Dialogs;
using OrleansConf.MediaNode.Sip.Messages;
using OrleansConf.MediaNode.Tests.Sip.Torture;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip;

/// <summary>Mutated messages from a fixed seed: nothing that comes off the wire may throw.</summary>
public class SipParserFuzzTests
{
    private const int Rounds = 150_000;

    private static readonly string[] Snippets =
    [
        "\r\n", "\r\n ", "\r", "\n", "\0", "\"", "\\", "<", ">", ";", ",", "=", "@", ":", "%", "%4", "[", "]", "[::1]", "SIP/2.0", "z9hG4bK",
        "Content-Length: ", "4294967296", "-1", "Via: SIP/2.0/UDP ", "a=rtpmap:", "m=audio ", "\u00e9", "\ud83d", "tel:", "sip:", "--",
    ];

    private static List<byte[]> Corpus()
    {
        var corpus = new List<byte[]>();
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Sip", "Torture"), "*.dat").Order(StringComparer.Ordinal))
            corpus.Add(File.ReadAllBytes(file));
        corpus.Add(Encoding.ASCII.GetBytes(
            "INVITE sip:+48@[::1]:5060;user=phone SIP/2.0\r\nv: SIP/2.0/UDP 1.2.3.4:1;rport;branch=z9hG4bKx\r\nf: \"A\" <tel:+1-2>;tag=1\r\nt: <sip:b@c>\r\n"
            + "i: x\r\nCSeq: 1 INVITE\r\nm: <sip:a@1.2.3.4>\r\nP-Asserted-Identity: <tel:+1>, <sip:a@b>\r\nPrivacy: id;user\r\nc: application/sdp\r\n\r\n"
            + WirePeer.Sdp));
        return corpus;
    }

    private static byte[] Mutate(Random random, List<byte[]> corpus)
    {
        var bytes = new List<byte>(corpus[random.Next(corpus.Count)]);
        for (var changes = random.Next(1, 8); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Snippets[random.Next(Snippets.Length)]));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    var other = corpus[random.Next(corpus.Count)];
                    var from = random.Next(other.Length);
                    bytes.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(1, 120), other.Length - from)).ToArray());
                    break;
            }
        }
        return [.. bytes];
    }

    [Fact]
    public void Parser_MutatedMessages_NeverThrows()
    {
        var corpus = Corpus();
        var random = new Random(4475);
        var parsed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Mutate(random, corpus);
            try
            {
                if (!SipParser.TryParse(bytes, out var message))
                    continue;
                parsed++;
                Use(message);
            }
            catch (Exception e)
            {
                Assert.Fail($"round {round}: {e}\n{Convert.ToBase64String(bytes)}");
            }
        }
        Assert.True(parsed > Rounds / 3, $"only {parsed} were recognised as SIP: the mutations are too coarse to test anything");
    }

    /// <summary>Reads everything that the stack would read of it.</summary>
    private static void Use(SipMessage message)
    {
        _ = message.Addresses(SipHeader.Contact);
        _ = message.Addresses(SipHeader.RecordRoute);
        _ = message.Seconds(SipHeader.RetryAfter);
        _ = message.TopVia?.WithSource(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 1));
        _ = SessionBody.TryRead(message, out var session);
        _ = session?.ToString();
        if (message is not SipRequest request)
            return;
        _ = request.RequestUri?.User;
        if (RequestChecks.Inspect(request) is null)
        {
            _ = CallerIdentity.Of(request);
            _ = DtmfInfo.TryRead(request, out _, out _);
        }
    }

    [Fact]
    public async Task Stack_MutatedMessages_GoesOnAnswering()
    {
        await using var bed = await SipTestBed.StartAsync(static call => call.RejectAsync(404));
        using var noise = new WirePeer(bed.EndPoint);
        using var caller = new WirePeer(bed.EndPoint);
        var corpus = Corpus();
        var random = new Random(3261);
        for (var batch = 0; batch < 40; batch++)
        {
            for (var i = 0; i < 100; i++)
                noise.Send(Mutate(random, corpus));
            (caller.RemoteTag, caller.CallId) = (null, $"call-{batch}");
            caller.Send(caller.Request("OPTIONS", 1));
            await caller.ResponseAsync(200);
        }
        Assert.Empty(bed.Errors);
    }
}
