using System.Net;
using System.Net.Sockets;

namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>Choices that offers and answers share: codec, telephone-event, address, direction.</summary>
internal static class AudioSelection
{
    /// <summary>The peer's format for the codec that we want most among those it lists, or null.</summary>
    public static RtpFormat? PreferredByUs(MediaDescription theirs, AudioCapabilities local)
    {
        foreach (var wanted in local.Codecs)
        {
            foreach (var format in theirs.Formats)
            {
                if (format.IsSameEncoding(wanted))
                    return format;
            }
        }
        return null;
    }

    /// <summary>telephone-event at the codec's clock rate, else at 8 kHz, since phones with Opus often list no other.</summary>
    public static RtpFormat? TelephoneEventFor(RtpFormat codec, MediaDescription theirs)
    {
        RtpFormat? at8k = null;
        foreach (var format in theirs.Formats)
        {
            if (!format.IsTelephoneEvent)
                continue;
            if (format.ClockRate == codec.ClockRate)
                return format;
            if (format.ClockRate == 8000)
                at8k ??= format;
        }
        return at8k;
    }

    public static RtpFormat? ComfortNoiseFor(RtpFormat codec, MediaDescription theirs)
    {
        if (codec.ClockRate != 8000)
            return null;
        foreach (var format in theirs.Formats)
        {
            if (format is { IsComfortNoise: true, ClockRate: 8000 })
                return format;
        }
        return null;
    }

    /// <summary>True when the stream has a numeric unicast address that media can be sent to, or the hold address.</summary>
    public static bool TryAddress(SessionDescription session, MediaDescription media, out IPAddress address)
    {
        address = IPAddress.None;
        if (session.AddressOf(media) is not { } text || !IPAddress.TryParse(text, out var parsed))
            return false;
        address = parsed;
        if (parsed.AddressFamily == AddressFamily.InterNetworkV6)
            return !parsed.IsIPv6Multicast;
        Span<byte> bytes = stackalloc byte[4];
        return parsed.TryWriteBytes(bytes, out _) && bytes[0] < 224;
    }

    public static NegotiatedAudio Describe(
        SessionDescription theirs, MediaDescription media, IPAddress address, RtpFormat codec, AudioCapabilities local, MediaDirection direction)
    {
        var telephoneEvent = local.TelephoneEvent ? TelephoneEventFor(codec, media) : null;
        var comfortNoise = local.ComfortNoise ? ComfortNoiseFor(codec, media) : null;
        // RFC 3264 §8.4: 0.0.0.0 asks that neither RTP nor RTCP be sent.
        var onHold = IsHoldAddress(address);
        return new NegotiatedAudio
        {
            RemoteRtp = new IPEndPoint(address, media.Port),
            RemoteRtcp = new IPEndPoint(media.RtcpAddress ?? address, media.RtcpPort ?? Math.Min(media.Port + 1, 65535)),
            Codec = codec,
            TelephoneEventPayloadType = telephoneEvent?.PayloadType,
            TelephoneEventClockRate = telephoneEvent?.ClockRate ?? codec.ClockRate,
            ComfortNoisePayloadType = comfortNoise?.PayloadType,
            Direction = onHold ? direction.And(MediaDirection.ReceiveOnly) : direction,
            PtimeMs = PtimeMs(media, local),
        };
    }

    private static bool IsHoldAddress(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    /// <summary>The peer's wish when we can send so, else our default within its maximum.</summary>
    private static int PtimeMs(MediaDescription media, AudioCapabilities local)
    {
        if (media.PtimeMs is { } wanted && local.PtimesMs.Contains(wanted))
            return wanted;
        var ours = local.PtimesMs[0];
        if (media.MaxPtimeMs is not { } limitMs || ours <= limitMs)
            return ours;
        foreach (var ptimeMs in local.PtimesMs)
        {
            if (ptimeMs <= limitMs)
                return ptimeMs;
        }
        return ours;
    }
}
