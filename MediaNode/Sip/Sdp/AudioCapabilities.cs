using System.Collections.Immutable;

namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>What our side can do with audio. Immutable; one instance serves all calls.</summary>
public sealed record AudioCapabilities
{
    public const int DefaultPtimeMs = 20;

    /// <summary>Supported codecs, the most wanted first. Payload types are those we use when we offer.</summary>
    public required ImmutableArray<RtpFormat> Codecs { get; init; }

    /// <summary>DTMF by RFC 4733.</summary>
    public bool TelephoneEvent { get; init; } = true;

    /// <summary>Comfort noise by RFC 3389, beside 8 kHz codecs only.</summary>
    public bool ComfortNoise { get; init; }

    /// <summary>Packet times we can send, the default first.</summary>
    public ImmutableArray<int> PtimesMs { get; init; } = [DefaultPtimeMs];

    /// <summary>First dynamic payload type given to telephone-event in our offers.</summary>
    public int TelephoneEventPayloadType { get; init; } = 101;

    /// <summary>Whether media is encrypted.</summary>
    public SrtpPolicy Srtp { get; init; } = SrtpPolicy.Accept;

    internal RtpFormat? FindSame(RtpFormat format)
    {
        foreach (var codec in Codecs)
        {
            if (codec.IsSameEncoding(format))
                return codec;
        }
        return null;
    }
}
