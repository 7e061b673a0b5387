namespace OrleansConf.MediaNode.Codecs;

/// <summary>The audio codecs a leg can use.</summary>
public enum CodecKind
{
    /// <summary>G.711 µ-law, 8 kHz, 64 kbit/s (RFC 3551 payload type 0).</summary>
    Pcmu,

    /// <summary>G.711 A-law, 8 kHz, 64 kbit/s (RFC 3551 payload type 8).</summary>
    Pcma,

    /// <summary>G.722, 16 kHz, 64 kbit/s (RFC 3551 payload type 9; its RTP clock runs at 8000).</summary>
    G722,

    /// <summary>Linear 16-bit PCM in network order, 16 kHz mono (RFC 3551 §4.5.11).</summary>
    L16,

    /// <summary>Opus (RFC 6716, RFC 7587); its RTP clock runs at 48000.</summary>
    Opus,
}
