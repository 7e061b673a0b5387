using System.Text;
using CsCheck;
using OrleansConf.MediaNode.Sip.Sdp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip.Sdp;

public class SessionDescriptionTests
{
    private const string Typical =
        "v=0\r\no=- 123456789012345678901234567890 2 IN IP6 2001:db8::1\r\ns= \r\nc=IN IP6 2001:db8::1\r\nb=AS:64\r\nt=0 0\r\n"
        + "m=audio 4000/2 RTP/AVP 0 96\r\na=rtpmap:96 opus/48000/2\r\na=ptime:20.0\r\na=ssrc:1 cname:x\r\n";

    [Fact]
    public void TryParse_TypicalBody_ReadsEverything()
    {
        Assert.True(SessionDescription.TryParse(Encoding.ASCII.GetBytes(Typical), out var session));

        Assert.Equal("123456789012345678901234567890", session.Origin.SessionId);
        Assert.Equal("2001:db8::1", session.ConnectionAddress);
        var media = Assert.Single(session.Media);
        Assert.Equal(20, media.PtimeMs);
        Assert.Equal(4000, media.Port);
        Assert.Equal(new RtpFormat(96, "opus", 48000, 2), media.Formats[1]);
        Assert.Contains("ssrc:1 cname:x", media.Attributes);
    }

    [Fact]
    public void TryParse_BareLineFeedsAndMissingName_IsTolerated() =>
        Assert.True(SessionDescription.TryParse("v=0\no=x 1 1 IN IP4 1.2.3.4\nc=IN IP4 1.2.3.4\nm=audio 1 RTP/AVP 0", out _));

    [Theory]
    [InlineData("")]
    [InlineData("o=x 1 1 IN IP4 1.2.3.4\r\n")]
    [InlineData("v=0\r\ns=-\r\n")]
    [InlineData("v=0\r\no=x 1 1 IN IP4\r\n")]
    [InlineData("v=0\r\no=x 1 1 IN IP4 1.2.3.4\r\nm=audio 70000 RTP/AVP 0\r\n")]
    [InlineData("v=0\r\no=x 1 1 IN IP4 1.2.3.4\r\nm=audio\r\n")]
    [InlineData("v=0\r\no=x 1 1 IN IP4 1.2.3.4\r\nrubbish\r\n")]
    public void TryParse_NotSdp_IsFalse(string text) => Assert.False(SessionDescription.TryParse(text, out _));

    [Fact]
    public void TryParse_TooManyStreams_IsFalse()
    {
        var text = Typical + string.Concat(Enumerable.Repeat("m=audio 1 RTP/AVP 0\r\n", 40));
        Assert.False(SessionDescription.TryParse(text, out _));
    }

    [Fact]
    public void TryParse_MutatedBody_NeverThrows()
    {
        var bytes = Encoding.ASCII.GetBytes(Typical);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Array[1, 12].Sample(
            changes =>
            {
                var copy = (byte[])bytes.Clone();
                foreach (var (at, value) in changes)
                    copy[at] = value;
                if (SessionDescription.TryParse(copy, out var session))
                    Assert.True(session.ToBytes().Length > 0);
            },
            seed: "0000000000001",
            iter: 20_000);
    }
}
