using System.Collections.Immutable;
using System.Net;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Rtp.Srtp;
using OrleansConf.MediaNode.Sip.Sdp;

namespace OrleansConf.MediaNode.Calls;

/// <summary>Which codecs are offered and answered, and what SDP calls them.</summary>
public static class CodecMenu
{
    private const int OpusPayloadType = 96;
    private const int L16PayloadType = 97;

    /// <summary>What we want to receive (RFC 7587 §6.1): one channel, repair data, and no packets in pauses.</summary>
    private const string OpusWishes = "maxplaybackrate=48000;stereo=0;useinbandfec=1;usedtx=1";

    /// <summary>The wider band first: a room sounds as good as its people's phones allow.</summary>
    private static readonly ImmutableArray<(RtpFormat Format, CodecKind Kind)> Codecs =
    [
        .. Opus(),
        (RtpFormat.G722, CodecKind.G722),
        (RtpFormat.Pcmu, CodecKind.Pcmu),
        (RtpFormat.Pcma, CodecKind.Pcma),
        (new RtpFormat(L16PayloadType, "L16", 16000), CodecKind.L16),
    ];

    public static AudioCapabilities Capabilities { get; } = new() { Codecs = [.. Codecs.Select(codec => codec.Format)] };

    public static LegFormat ToLegFormat(NegotiatedAudio audio) => new()
    {
        RemoteRtp = audio.RemoteRtp,
        RemoteRtcp = audio.RemoteRtcp,
        Codec = KindOf(audio.Codec),
        PayloadType = audio.Codec.PayloadType,
        Opus = OpusParameters.Parse(audio.Codec.Fmtp),
        EventPayloadType = audio.TelephoneEventPayloadType,
        ComfortNoisePayloadType = audio.ComfortNoisePayloadType,
        Send = audio.Direction.Sends(),
        Receive = audio.Direction.Receives(),
        PtimeMs = audio.PtimeMs,
        Srtp = audio.Srtp is { } keys ? new SrtpKeys(KeyOf(keys.Local), KeyOf(keys.Remote)) : null,
    };

    /// <summary>Where an offer wants its RTP; null when it shows no usable address.</summary>
    public static IPEndPoint? RemoteRtpOf(SessionDescription offer) =>
        AudioAnswer.TryAnswer(offer, Capabilities, new IPEndPoint(IPAddress.Loopback, 1), default, out _, out var audio) ? audio.RemoteRtp : null;

    private static SrtpMasterKey KeyOf(SdesKey key) => new(
        key.Suite switch
        {
            SrtpSuite.AeadAes256Gcm => SrtpProfile.AeadAes256Gcm,
            SrtpSuite.AeadAes128Gcm => SrtpProfile.AeadAes128Gcm,
            SrtpSuite.AesCm128HmacSha1Tag32 => SrtpProfile.AesCm128HmacSha1Tag32,
            _ => SrtpProfile.AesCm128HmacSha1Tag80,
        },
        key.KeyAndSalt);

    /// <summary>Opus where its library is (RFC 7587 §7: always two channels in the rtpmap).</summary>
    private static (RtpFormat Format, CodecKind Kind)[] Opus() => CodecTraits.IsAvailable(CodecKind.Opus)
        ? [(new RtpFormat(OpusPayloadType, "opus", 48000, Channels: 2, OpusWishes), CodecKind.Opus)]
        : [];

    private static CodecKind KindOf(RtpFormat format)
    {
        foreach (var (known, kind) in Codecs)
        {
            if (known.IsSameEncoding(format))
                return kind;
        }

        throw new ArgumentException($"{format.EncodingName} is not on the menu.", nameof(format));
    }
}
