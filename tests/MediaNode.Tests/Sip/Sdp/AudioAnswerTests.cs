using System.Net;
using OrleansConf.MediaNode.Sip.Sdp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip.Sdp;

public class AudioAnswerTests
{
    private static readonly IPEndPoint Here = new(IPAddress.Parse("192.0.2.1"), 10000);
    private static readonly SdpSessionId Id = new(77, 3);
    private static readonly AudioCapabilities Capabilities = new()
    {
        Codecs =
        [
            new RtpFormat(111, "opus", 48000, 2, "useinbandfec=1"), RtpFormat.G722, RtpFormat.Pcma, RtpFormat.Pcmu,
        ],
        ComfortNoise = true,
    };

    private static SessionDescription Parse(string media, string session = "c=IN IP4 192.0.2.9\r\n")
    {
        Assert.True(SessionDescription.TryParse($"v=0\r\no=x 1 1 IN IP4 192.0.2.9\r\ns=-\r\n{session}t=0 0\r\n{media}", out var offer));
        return offer;
    }

    private static (SessionDescription Answer, NegotiatedAudio Audio) Answer(SessionDescription offer)
    {
        Assert.True(AudioAnswer.TryAnswer(offer, Capabilities, Here, Id, out var answer, out var audio));
        // What we write must be readable again.
        Assert.True(SessionDescription.TryParse(answer.ToBytes(), out var again));
        Assert.Equal(answer.Origin, again.Origin);
        Assert.Equal(answer.Media.Select(m => m.Port), again.Media.Select(m => m.Port));
        return (answer, audio);
    }

    [Fact]
    public void TryAnswer_StaticTypesWithoutRtpmap_TakesOurPreference()
    {
        var (answer, audio) = Answer(Parse("m=audio 4000 RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\n"));

        Assert.Equal("PCMA", audio.Codec.EncodingName);
        Assert.Equal(101, audio.TelephoneEventPayloadType);
        Assert.Equal(new IPEndPoint(IPAddress.Parse("192.0.2.9"), 4000), audio.RemoteRtp);
        Assert.Equal(4001, audio.RemoteRtcp.Port);
        Assert.Equal(["8", "101"], answer.Media[0].FormatTokens);
        Assert.Equal(10000, answer.Media[0].Port);
        Assert.Contains("a=fmtp:101 0-16\r\n", answer.ToString(), StringComparison.Ordinal);
        Assert.Contains("o=- 77 3 IN IP4 192.0.2.1\r\n", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TryAnswer_OpusOffered_UsesTheOfferersNumberAndEventRate()
    {
        var (answer, audio) = Answer(Parse(
            "m=audio 4000 RTP/AVP 96 0 97 98\r\na=rtpmap:96 OPUS/48000/2\r\na=fmtp:96 stereo=0\r\n"
            + "a=rtpmap:97 telephone-event/8000\r\na=rtpmap:98 telephone-event/48000\r\n"));

        Assert.Equal(96, audio.Codec.PayloadType);
        Assert.Equal("stereo=0", audio.Codec.Fmtp);
        Assert.Equal(98, audio.TelephoneEventPayloadType);
        Assert.Equal(48000, audio.TelephoneEventClockRate);
        Assert.Contains("a=fmtp:96 useinbandfec=1\r\n", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TryAnswer_OpusWithEventsAt8kOnly_TakesThose()
    {
        var (_, audio) = Answer(Parse("m=audio 4000 RTP/AVP 96 101\r\na=rtpmap:96 opus/48000/2\r\na=rtpmap:101 telephone-event/8000\r\n"));

        Assert.Equal(101, audio.TelephoneEventPayloadType);
        Assert.Equal(8000, audio.TelephoneEventClockRate);
    }

    [Fact]
    public void TryAnswer_ComfortNoiseOffered_IsAgreed()
    {
        var (answer, audio) = Answer(Parse("m=audio 4000 RTP/AVP 0 13\r\n"));

        Assert.Equal(13, audio.ComfortNoisePayloadType);
        Assert.Equal(["0", "13"], answer.Media[0].FormatTokens);
    }

    [Fact]
    public void TryAnswer_VideoAndSecondAudio_AreRefusedInPlace()
    {
        var (answer, audio) = Answer(Parse(
            "m=video 5000 RTP/AVP 31 32\r\nm=audio 4000 RTP/AVP 0\r\nm=audio 4002 RTP/AVP 0\r\nm=image 6000 udptl t38\r\n"));

        Assert.Equal([0, 10000, 0, 0], answer.Media.Select(m => m.Port));
        Assert.Equal(["video", "audio", "audio", "image"], answer.Media.Select(m => m.Kind));
        Assert.Equal(["31", "32"], answer.Media[0].FormatTokens);
        Assert.Equal(["t38"], answer.Media[3].FormatTokens);
        Assert.Equal(4000, audio.RemoteRtp.Port);
    }

    [Theory]
    [InlineData("m=audio 4000 RTP/AVP 18\r\n")]
    [InlineData("m=audio 0 RTP/AVP 0\r\n")]
    [InlineData("m=audio 4000 RTP/SAVP 0\r\n")]
    [InlineData("m=video 4000 RTP/AVP 31\r\n")]
    [InlineData("m=audio 4000 RTP/AVP 0\r\nc=IN IP4 224.2.1.1/127\r\n")]
    [InlineData("m=audio 4000 RTP/AVP 0\r\nc=IN IP4 media.example.com\r\n")]
    [InlineData("")]
    public void TryAnswer_NothingInCommon_Refuses(string media) =>
        Assert.False(AudioAnswer.TryAnswer(Parse(media), Capabilities, Here, Id, out _, out _));

    [Theory]
    [InlineData("a=sendonly", MediaDirection.ReceiveOnly, "a=recvonly")]
    [InlineData("a=recvonly", MediaDirection.SendOnly, "a=sendonly")]
    [InlineData("a=inactive", MediaDirection.Inactive, "a=inactive")]
    [InlineData("a=sendrecv", MediaDirection.SendReceive, "a=sendrecv")]
    public void TryAnswer_Direction_IsMirrored(string attribute, MediaDirection ours, string written)
    {
        var (answer, audio) = Answer(Parse($"m=audio 4000 RTP/AVP 0\r\n{attribute}\r\n"));

        Assert.Equal(ours, audio.Direction);
        Assert.Contains(written, answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TryAnswer_SessionLevelHold_AppliesToTheStream()
    {
        var (_, audio) = Answer(Parse("m=audio 4000 RTP/AVP 0\r\n", "c=IN IP4 192.0.2.9\r\na=sendonly\r\n"));

        Assert.Equal(MediaDirection.ReceiveOnly, audio.Direction);
    }

    [Fact]
    public void TryAnswer_OldStyleHold_SendsNothing()
    {
        var (_, audio) = Answer(Parse("m=audio 4000 RTP/AVP 0\r\n", "c=IN IP4 0.0.0.0\r\n"));

        Assert.Equal(MediaDirection.ReceiveOnly, audio.Direction);
    }

    [Fact]
    public void TryAnswer_RtcpAttribute_NamesItsPlace()
    {
        var (_, audio) = Answer(Parse("m=audio 4000 RTP/AVP 0\r\na=rtcp:5003 IN IP4 192.0.2.10\r\n"));

        Assert.Equal(new IPEndPoint(IPAddress.Parse("192.0.2.10"), 5003), audio.RemoteRtcp);
    }

    [Fact]
    public void TryAnswer_PtimeWeCannotSend_KeepsOurs()
    {
        Assert.Equal(20, Answer(Parse("m=audio 4000 RTP/AVP 0\r\na=ptime:30\r\n")).Audio.PtimeMs);
        var wide = Capabilities with { PtimesMs = [20, 10, 30] };
        Assert.True(AudioAnswer.TryAnswer(Parse("m=audio 4000 RTP/AVP 0\r\na=ptime:30\r\n"), wide, Here, Id, out _, out var audio));
        Assert.Equal(30, audio.PtimeMs);
        Assert.True(AudioAnswer.TryAnswer(Parse("m=audio 4000 RTP/AVP 0\r\na=maxptime:10\r\n"), wide, Here, Id, out _, out audio));
        Assert.Equal(10, audio.PtimeMs);
    }

    [Fact]
    public void TryAccept_AnswerToOurOffer_GivesCodecAndDirection()
    {
        var offer = AudioOffer.Create(Capabilities, Here, Id);
        Assert.Equal(["111", "9", "8", "0", "13", "101", "102"], offer.Media[0].FormatTokens);

        var answer = Parse("m=audio 4000 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\na=recvonly\r\n");

        Assert.True(AudioAnswer.TryAccept(answer, offer, Capabilities, out var audio));
        Assert.Equal("PCMA", audio.Codec.EncodingName);
        Assert.Equal(101, audio.TelephoneEventPayloadType);
        Assert.Equal(MediaDirection.SendOnly, audio.Direction);
    }

    [Theory]
    [InlineData("m=audio 0 RTP/AVP 8\r\n")]
    [InlineData("m=audio 4000 RTP/AVP 18\r\n")]
    public void TryAccept_RefusedOrNotOffered_IsFalse(string media) =>
        Assert.False(AudioAnswer.TryAccept(Parse(media), AudioOffer.Create(Capabilities, Here, Id), Capabilities, out _));

    [Fact]
    public void Create_LaterOffer_KeepsTheStreamsInPlace()
    {
        var (current, _) = Answer(Parse("m=video 5000 RTP/AVP 31\r\nm=audio 4000 RTP/AVP 0\r\n"));

        var offer = AudioOffer.Create(Capabilities, Here, Id.Next(), MediaDirection.SendOnly, current);

        Assert.Equal([0, 10000], offer.Media.Select(m => m.Port));
        Assert.Equal("4", offer.Origin.SessionVersion);
        Assert.Equal(MediaDirection.SendOnly, offer.DirectionOf(offer.Media[1]));
    }
}
