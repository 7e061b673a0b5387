using System.Collections.Immutable;
using System.Net;

namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>One <c>m=</c> section (RFC 8866 §5.14) with the attributes that the negotiation of audio looks at.</summary>
public sealed record MediaDescription
{
    /// <summary><c>audio</c>, <c>video</c>, <c>image</c> … in lower case.</summary>
    public required string Kind { get; init; }

    /// <summary>0 refuses or ends the stream (RFC 3264 §5.1, §6).</summary>
    public required int Port { get; init; }

    /// <summary>The transport as written, for example <c>RTP/AVP</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The format tokens as written; a refused stream repeats them.</summary>
    public required ImmutableArray<string> FormatTokens { get; init; }

    /// <summary>The formats of an RTP stream in order of preference. A dynamic type without rtpmap is left out.</summary>
    public ImmutableArray<RtpFormat> Formats { get; init; } = [];

    /// <summary>The <c>c=</c> address of this section, or null when the session's applies. May be a host name.</summary>
    public string? ConnectionAddress { get; init; }

    /// <summary>Null when neither the section nor the session says so, which means both ways.</summary>
    public MediaDirection? Direction { get; init; }

    public int? PtimeMs { get; init; }

    public int? MaxPtimeMs { get; init; }

    /// <summary><c>a=rtcp</c> port (RFC 3605), or null for RTP port + 1.</summary>
    public int? RtcpPort { get; init; }

    /// <summary><c>a=rtcp</c> address, or null for the connection address.</summary>
    public IPAddress? RtcpAddress { get; init; }

    /// <summary>The other attributes of the section as <c>name</c> or <c>name:value</c>, in order.</summary>
    public ImmutableArray<string> Attributes { get; init; } = [];

    /// <summary>The secure profile of RFC 3711.</summary>
    public bool IsSecureRtp =>
        Protocol.Equals("RTP/SAVP", StringComparison.OrdinalIgnoreCase) || Protocol.Equals("RTP/SAVPF", StringComparison.OrdinalIgnoreCase);

    /// <summary>RFC 3551 audio or video over plain RTP.</summary>
    public bool IsPlainRtp =>
        Protocol.Equals("RTP/AVP", StringComparison.OrdinalIgnoreCase) || Protocol.Equals("RTP/AVPF", StringComparison.OrdinalIgnoreCase);

    /// <summary>The same section refused (RFC 3264 §6): port 0, formats repeated, nothing else.</summary>
    public MediaDescription Refused() => new()
    {
        Kind = Kind,
        Port = 0,
        Protocol = Protocol,
        FormatTokens = FormatTokens,
    };
}
