using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>An SDP body (RFC 8866). Immutable; lines that nobody here reads are dropped.</summary>
public sealed record SessionDescription
{
    public required SdpOrigin Origin { get; init; }

    public string Name { get; init; } = "-";

    /// <summary>The session's <c>c=</c> address, or null when each section has its own. May be a host name.</summary>
    public string? ConnectionAddress { get; init; }

    /// <summary>The <c>t=</c> value; an answer repeats that of its offer (RFC 3264 §6).</summary>
    public string Timing { get; init; } = "0 0";

    /// <summary>The direction at session level, which holds for sections without their own.</summary>
    public MediaDirection? Direction { get; init; }

    public ImmutableArray<MediaDescription> Media { get; init; } = [];

    /// <summary>The address media of <paramref name="media"/> is received at, as text, or null.</summary>
    public string? AddressOf(MediaDescription media) => media.ConnectionAddress ?? ConnectionAddress;

    public MediaDirection DirectionOf(MediaDescription media) =>
        media.Direction ?? Direction ?? MediaDirection.SendReceive;

    /// <summary>Reads a description from the wire. Never throws; false when it is not SDP or beyond <see cref="SdpReader.MaxLines"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out SessionDescription? session)
    {
        session = null;
        return utf8.Length <= SdpReader.MaxBytes && TryParse(Encoding.UTF8.GetString(utf8), out session);
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out SessionDescription? session) =>
        SdpReader.TryRead(text, out session);

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>The description as RFC 8866 §5 orders its lines, ended by CR LF.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(320);
        text.Append("v=0\r\no=").Append(Origin).Append("\r\ns=").Append(Name).Append("\r\n");
        AppendConnection(text, ConnectionAddress);
        text.Append("t=").Append(Timing).Append("\r\n");
        if (Direction is { } direction)
            text.Append("a=").Append(direction.ToAttribute()).Append("\r\n");
        foreach (var media in Media)
            AppendMedia(text, media);
        return text.ToString();
    }

    private static void AppendConnection(StringBuilder text, string? address)
    {
        if (address is null)
            return;
        var isV6 = IPAddress.TryParse(address, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6;
        text.Append("c=IN ").Append(isV6 ? "IP6 " : "IP4 ").Append(address).Append("\r\n");
    }

    private static void AppendMedia(StringBuilder text, MediaDescription media)
    {
        text.Append(CultureInfo.InvariantCulture, $"m={media.Kind} {media.Port} {media.Protocol}");
        foreach (var token in media.FormatTokens)
            text.Append(' ').Append(token);
        text.Append("\r\n");
        AppendConnection(text, media.ConnectionAddress);
        foreach (var format in media.Formats)
        {
            text.Append("a=rtpmap:").Append(format.ToRtpMap()).Append("\r\n");
            if (format.Fmtp is { } fmtp)
                text.Append(CultureInfo.InvariantCulture, $"a=fmtp:{format.PayloadType} {fmtp}\r\n");
        }
        if (media.PtimeMs is { } ptimeMs)
            text.Append(CultureInfo.InvariantCulture, $"a=ptime:{ptimeMs}\r\n");
        if (media.MaxPtimeMs is { } maxPtimeMs)
            text.Append(CultureInfo.InvariantCulture, $"a=maxptime:{maxPtimeMs}\r\n");
        if (media.RtcpPort is { } rtcpPort)
            text.Append(CultureInfo.InvariantCulture, $"a=rtcp:{rtcpPort}\r\n");
        if (media.Direction is { } direction)
            text.Append("a=").Append(direction.ToAttribute()).Append("\r\n");
        foreach (var attribute in media.Attributes)
            text.Append("a=").Append(attribute).Append("\r\n");
    }
}
