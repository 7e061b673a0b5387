using System.Net;

namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>The outcome of an offer/answer exchange for the audio stream, seen from our side.</summary>
public sealed record NegotiatedAudio
{
    /// <summary>Where to send RTP. The address is 0.0.0.0 while an old-style hold lasts (RFC 3264 §8.4).</summary>
    public required IPEndPoint RemoteRtp { get; init; }

    public required IPEndPoint RemoteRtcp { get; init; }

    /// <summary>The codec both ways, with the payload type agreed and the peer's fmtp.</summary>
    public required RtpFormat Codec { get; init; }

    public int? TelephoneEventPayloadType { get; init; }

    /// <summary>Normally the codec's clock rate; 8000 where the peer knows no other.</summary>
    public int TelephoneEventClockRate { get; init; } = 8000;

    public int? ComfortNoisePayloadType { get; init; }

    /// <summary>Null: plain RTP.</summary>
    public NegotiatedSrtp? Srtp { get; init; }

    /// <summary>Ours: <see cref="MediaDirection.ReceiveOnly"/> means that we are on hold and send nothing.</summary>
    public MediaDirection Direction { get; init; }

    /// <summary>Packet time to send with.</summary>
    public int PtimeMs { get; init; } = AudioCapabilities.DefaultPtimeMs;
}
