using System.Net;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Rtp.Srtp;

namespace OrleansConf.MediaNode.Engine;

/// <summary>What offer and answer agreed on for a leg.</summary>
public sealed record LegFormat
{
    /// <summary>Where the peer wants its RTP.</summary>
    public required IPEndPoint RemoteRtp { get; init; }

    /// <summary>Where the peer wants its RTCP; null means the port after RTP (RFC 3550 §11).</summary>
    public IPEndPoint? RemoteRtcp { get; init; }

    public required CodecKind Codec { get; init; }

    /// <summary>What the peer said of Opus; of no meaning for other codecs.</summary>
    public OpusParameters Opus { get; init; } = OpusParameters.Default;

    /// <summary>RTP payload type of the codec, 0-127, in both directions.</summary>
    public required int PayloadType { get; init; }

    /// <summary>Payload type of telephone events (RFC 4733); null if not agreed.</summary>
    public int? EventPayloadType { get; init; }

    /// <summary>Payload type of comfort noise (RFC 3389), which is 13 for the narrowband codecs.</summary>
    public int? ComfortNoisePayloadType { get; init; } = 13;

    /// <summary>Whether the peer wants to hear us; false while it holds the call.</summary>
    public bool Send { get; init; } = true;

    /// <summary>Whether the peer may talk to us.</summary>
    public bool Receive { get; init; } = true;

    /// <summary>Keys of encrypted media; null: plain RTP.</summary>
    public SrtpKeys? Srtp { get; init; }

    /// <summary>Audio per packet that the peer sends, in milliseconds. We send 20.</summary>
    public int PtimeMs { get; init; } = 20;
}
