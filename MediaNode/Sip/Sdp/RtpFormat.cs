namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>One RTP payload format as SDP names it: <c>a=rtpmap</c> and its <c>a=fmtp</c>.</summary>
/// <param name="PayloadType">0–127. For our own dynamic formats the number used when we offer.</param>
/// <param name="EncodingName">Compared without case, as RFC 8866 §6.6 wants.</param>
/// <param name="ClockRate">RTP timestamp rate; 8000 for G.722 although it samples at 16 kHz (RFC 3551 §4.5.2).</param>
/// <param name="Channels">1 unless said otherwise; Opus is always signalled with 2 (RFC 7587 §7).</param>
/// <param name="Fmtp">The parameters behind <c>a=fmtp:PT</c>, or null.</param>
public sealed record RtpFormat(int PayloadType, string EncodingName, int ClockRate, int Channels = 1, string? Fmtp = null)
{
    public const string TelephoneEventName = "telephone-event";
    public const string ComfortNoiseName = "CN";

    public static readonly RtpFormat Pcmu = new(0, "PCMU", 8000);
    public static readonly RtpFormat Pcma = new(8, "PCMA", 8000);
    public static readonly RtpFormat G722 = new(9, "G722", 8000);
    public static readonly RtpFormat ComfortNoise = new(13, ComfortNoiseName, 8000);

    public bool IsTelephoneEvent => EncodingName.Equals(TelephoneEventName, StringComparison.OrdinalIgnoreCase);

    public bool IsComfortNoise => EncodingName.Equals(ComfortNoiseName, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when both name the same encoding; payload type and parameters do not matter.</summary>
    public bool IsSameEncoding(RtpFormat other) =>
        ClockRate == other.ClockRate && Channels == other.Channels
        && EncodingName.Equals(other.EncodingName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The format a payload type means without an rtpmap (RFC 3551 §6), or null.</summary>
    public static RtpFormat? FromStaticPayloadType(int payloadType) => payloadType switch
    {
        0 => Pcmu,
        3 => new RtpFormat(3, "GSM", 8000),
        4 => new RtpFormat(4, "G723", 8000),
        8 => Pcma,
        9 => G722,
        10 => new RtpFormat(10, "L16", 44100, 2),
        11 => new RtpFormat(11, "L16", 44100),
        13 => ComfortNoise,
        15 => new RtpFormat(15, "G728", 8000),
        18 => new RtpFormat(18, "G729", 8000),
        _ => null,
    };

    internal string ToRtpMap() =>
        Channels == 1 ? $"{PayloadType} {EncodingName}/{ClockRate}" : $"{PayloadType} {EncodingName}/{ClockRate}/{Channels}";
}
