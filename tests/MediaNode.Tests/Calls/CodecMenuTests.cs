using System.Net;
using OrleansConf.MediaNode.Calls;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Sip.Sdp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Calls;

public sealed class CodecMenuTests
{
    private static readonly IPEndPoint LocalRtp = new(IPAddress.Loopback, 10_000);

    [Theory]
    [InlineData("0 8", CodecKind.Pcmu)]
    [InlineData("8", CodecKind.Pcma)]
    [InlineData("0 9", CodecKind.G722)]
    public void Answer_ToACommonOffer_PicksTheBestCodecOfBoth(string payloadTypes, CodecKind expected)
    {
        Assert.True(AudioAnswer.TryAnswer(Offer(payloadTypes), CodecMenu.Capabilities, LocalRtp, SdpSessionId.Create(), out _, out var audio));
        Assert.Equal(expected, CodecMenu.ToLegFormat(audio).Codec);
    }

    [Fact]
    public void Answer_ToAForeignCodec_IsRefused() =>
        Assert.False(AudioAnswer.TryAnswer(Offer("18"), CodecMenu.Capabilities, LocalRtp, SdpSessionId.Create(), out _, out _));

    [Fact]
    public void ToLegFormat_TelephoneEvents_KeepTheOfferedPayloadType()
    {
        Assert.True(AudioAnswer.TryAnswer(Offer("0 96", "a=rtpmap:96 telephone-event/8000\r\n"), CodecMenu.Capabilities, LocalRtp, SdpSessionId.Create(), out _, out var audio));
        var format = CodecMenu.ToLegFormat(audio);
        Assert.Equal(96, format.EventPayloadType);
        Assert.Equal(new IPEndPoint(IPAddress.Parse("192.0.2.5"), 4000), format.RemoteRtp);
    }

    [Fact]
    public void Answer_ToAnOfferWithOpus_TakesItAndSaysWhatWeWant()
    {
        const string Attributes = "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1;usedtx=1\r\n"
            + "a=rtpmap:110 telephone-event/48000\r\na=rtpmap:126 telephone-event/8000\r\n";
        Assert.True(AudioAnswer.TryAnswer(
            Offer("0 8 111 110 126", Attributes), CodecMenu.Capabilities, LocalRtp, SdpSessionId.Create(), out var answer, out var audio));
        var format = CodecMenu.ToLegFormat(audio);
        Assert.Equal((CodecKind.Opus, 111, 110), (format.Codec, format.PayloadType, format.EventPayloadType));
        Assert.True(format.Opus is { InbandFec: true, Dtx: true, SampleRate: 48000 });
        var text = answer.ToString();
        Assert.Contains("a=rtpmap:111 opus/48000/2", text, StringComparison.Ordinal);
        Assert.Contains("a=fmtp:111 maxplaybackrate=48000;stereo=0;useinbandfec=1;usedtx=1", text, StringComparison.Ordinal);
    }

    private static SessionDescription Offer(string payloadTypes, string attributes = "")
    {
        var text = $"v=0\r\no=- 1 1 IN IP4 192.0.2.5\r\ns=-\r\nc=IN IP4 192.0.2.5\r\nt=0 0\r\nm=audio 4000 RTP/AVP {payloadTypes}\r\n{attributes}";
        Assert.True(SessionDescription.TryParse(text, out var offer));
        return offer;
    }
}
