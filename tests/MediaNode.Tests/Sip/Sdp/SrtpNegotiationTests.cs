using System.Net;
using OrleansConf.MediaNode.Sip.Sdp;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Sip.Sdp;

/// <summary>SDES in offers and answers (RFC 4568, RFC 8643).</summary>
public class SrtpNegotiationTests
{
    private const string Cm80 = "AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^31";
    private const string Cm32 = "AES_CM_128_HMAC_SHA1_32 inline:NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj";
    private const string Gcm = "AEAD_AES_128_GCM inline:AAECAwQFBgcICQoLDA0OD1F1aWQgcHJvIHF1bw==";

    private static readonly IPEndPoint Rtp = new(IPAddress.Loopback, 4000);

    private static AudioCapabilities With(SrtpPolicy policy) => new() { Codecs = [RtpFormat.Pcma], Srtp = policy };

    private static SessionDescription Offer(string protocol, params string[] cryptos) => SessionDescription.TryParse(
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n" + $"m=audio 5000 {protocol} 8\r\n"
        + string.Concat(cryptos.Select((crypto, i) => $"a=crypto:{i + 1} {crypto}\r\n")), out var session) ? session : throw new FormatException();

    private static (SessionDescription? Answer, NegotiatedAudio? Audio) Answer(SessionDescription offer, SrtpPolicy policy, NegotiatedSrtp? current = null)
    {
        AudioAnswer.TryAnswer(offer, With(policy), Rtp, default, out var answer, out var audio, currentKeys: current);
        return (answer, audio);
    }

    [Theory]
    [InlineData(SrtpPolicy.Accept)]
    [InlineData(SrtpPolicy.Offer)]
    [InlineData(SrtpPolicy.Require)]
    public void SecureOffer_IsAnsweredWithTheBestSuiteAndItsTag(SrtpPolicy policy)
    {
        var (answer, audio) = Answer(Offer("RTP/SAVP", Cm32, Cm80, Gcm), policy);

        Assert.Equal((3, SrtpSuite.AeadAes128Gcm), (audio!.Srtp!.Local.Tag, audio.Srtp.Local.Suite));
        Assert.Equal("RTP/SAVP", answer!.Media[0].Protocol);
        Assert.StartsWith("crypto:3 AEAD_AES_128_GCM inline:", Assert.Single(answer.Media[0].Attributes), StringComparison.Ordinal);
        Assert.False(audio.Srtp.Local.HasSameKey(audio.Srtp.Remote));
    }

    [Fact]
    public void SecureOffer_PolicyOffOrSuitesUnknown_IsRefused()
    {
        Assert.Null(Answer(Offer("RTP/SAVP", Cm80), SrtpPolicy.Off).Answer);
        Assert.Null(Answer(Offer("RTP/SAVP", "F8_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz"), SrtpPolicy.Accept).Answer);
        Assert.Null(Answer(Offer("RTP/SAVP"), SrtpPolicy.Accept).Answer);
    }

    [Fact]
    public void PlainOffer_IsPlainUnlessRequiredOrItBringsKeys()
    {
        Assert.Null(Answer(Offer("RTP/AVP"), SrtpPolicy.Accept).Audio!.Srtp);
        Assert.Null(Answer(Offer("RTP/AVP"), SrtpPolicy.Require).Answer);
        var (answer, audio) = Answer(Offer("RTP/AVP", Cm80), SrtpPolicy.Accept);
        Assert.NotNull(audio!.Srtp);
        Assert.Equal("RTP/AVP", answer!.Media[0].Protocol);
        Assert.Null(Answer(Offer("RTP/AVP", Cm80), SrtpPolicy.Off).Audio!.Srtp);
    }

    [Theory]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:4")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz UNENCRYPTED_SRTP")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:c2hvcnQ=")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:not base64")]
    [InlineData("x AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz")]
    public void Key_WithWhatWeCannotHonour_IsNotTaken(string value) => Assert.False(SdesKey.TryParse("crypto:" + value, out _));

    [Fact]
    public void LaterOffer_WithTheSameKey_KeepsOurs()
    {
        var first = Answer(Offer("RTP/SAVP", Cm80), SrtpPolicy.Accept).Audio!.Srtp!;

        var again = Answer(Offer("RTP/SAVP", Gcm.Replace("AEAD_AES_128_GCM", "UNKNOWN", StringComparison.Ordinal), Cm80), SrtpPolicy.Accept, first).Audio!.Srtp!;
        var other = Answer(Offer("RTP/SAVP", Cm32), SrtpPolicy.Accept, first).Audio!.Srtp!;

        Assert.True(again.Local.HasSameKey(first.Local));
        Assert.Equal(2, again.Local.Tag);
        Assert.False(other.Local.HasSameKey(first.Local));
    }

    [Theory]
    [InlineData(SrtpPolicy.Offer, "RTP/AVP", 4)]
    [InlineData(SrtpPolicy.Require, "RTP/SAVP", 4)]
    [InlineData(SrtpPolicy.Accept, "RTP/AVP", 0)]
    public void OurOffer_SaysWhatThePolicyWants(SrtpPolicy policy, string protocol, int keys)
    {
        var media = AudioOffer.Create(With(policy), Rtp, default).Media[0];

        Assert.Equal((protocol, keys), (media.Protocol, media.Attributes.Length));
    }

    [Fact]
    public void OurOffer_AnsweredByAnother_GivesBothTheSameKeysCrosswise()
    {
        var offer = AudioOffer.Create(With(SrtpPolicy.Offer), Rtp, default);
        var (answer, theirs) = Answer(offer, SrtpPolicy.Accept);

        Assert.True(AudioAnswer.TryAccept(answer!, offer, With(SrtpPolicy.Offer), out var ours));

        Assert.True(ours.Srtp!.Local.HasSameKey(theirs!.Srtp!.Remote));
        Assert.True(ours.Srtp.Remote.HasSameKey(theirs.Srtp.Local));
        var (plain, _) = Answer(offer, SrtpPolicy.Off);
        Assert.True(AudioAnswer.TryAccept(plain!, offer, With(SrtpPolicy.Offer), out ours));
        Assert.Null(ours.Srtp);
        Assert.False(AudioAnswer.TryAccept(plain!, offer, With(SrtpPolicy.Require), out _));
    }

    [Fact]
    public void OurNextOffer_RepeatsItsKeys()
    {
        var first = AudioOffer.Create(With(SrtpPolicy.Offer), Rtp, default);

        Assert.Equal(first.Media[0].Attributes, AudioOffer.Create(With(SrtpPolicy.Offer), Rtp, default, current: first).Media[0].Attributes);
    }
}
