using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>Makes our offers (RFC 3264 §5, §8).</summary>
public static class AudioOffer
{
    /// <param name="local">What we support; all of it is listed.</param>
    /// <param name="localRtp">Where we receive RTP; RTCP at port + 1.</param>
    /// <param name="id">For a changed session the last one's <see cref="SdpSessionId.Next"/>.</param>
    /// <param name="direction">What we wish to do.</param>
    /// <param name="current">Our last description in this call: an offer keeps the number and order of its streams (RFC 3264 §8).</param>
    public static SessionDescription Create(
        AudioCapabilities local, IPEndPoint localRtp, SdpSessionId id,
        MediaDirection direction = MediaDirection.SendReceive, SessionDescription? current = null)
    {
        var before = current is null ? null : current.Media.FirstOrDefault(static m => m is { Kind: "audio", Port: not 0 });
        var audio = Audio(local, localRtp, direction, SrtpNegotiation.OfferedKeys(local.Srtp, before));
        if (current is null)
            return Session(id, localRtp.Address, [audio]);
        var media = ImmutableArray.CreateBuilder<MediaDescription>(current.Media.Length);
        var placed = false;
        foreach (var section in current.Media)
        {
            var isOurs = !placed && section is { Kind: "audio", Port: not 0 };
            media.Add(isOurs ? audio : section.Refused());
            placed |= isOurs;
        }
        if (!placed)
            media.Add(audio);
        return Session(id, localRtp.Address, media.ToImmutable());
    }

    internal static SessionDescription Session(SdpSessionId id, IPAddress address, ImmutableArray<MediaDescription> media) => new()
    {
        Origin = new SdpOrigin(
            "-", id.Id.ToString(CultureInfo.InvariantCulture), id.Version.ToString(CultureInfo.InvariantCulture),
            address.AddressFamily == AddressFamily.InterNetworkV6 ? "IP6" : "IP4", address.ToString()),
        ConnectionAddress = address.ToString(),
        Media = media,
    };

    internal static RtpFormat TelephoneEvent(int payloadType, int clockRate) =>
        new(payloadType, RtpFormat.TelephoneEventName, clockRate, Fmtp: "0-16");

    internal static ImmutableArray<string> Tokens(IReadOnlyList<RtpFormat> formats)
    {
        var tokens = ImmutableArray.CreateBuilder<string>(formats.Count);
        foreach (var format in formats)
            tokens.Add(format.PayloadType.ToString(CultureInfo.InvariantCulture));
        return tokens.MoveToImmutable();
    }

    private static MediaDescription Audio(AudioCapabilities local, IPEndPoint localRtp, MediaDirection direction, ImmutableArray<SdesKey> keys)
    {
        var formats = ImmutableArray.CreateBuilder<RtpFormat>(local.Codecs.Length + 3);
        formats.AddRange(local.Codecs);
        if (local.ComfortNoise)
            formats.Add(RtpFormat.ComfortNoise);
        if (local.TelephoneEvent)
            AddTelephoneEvents(formats, local);
        return new MediaDescription
        {
            Kind = "audio",
            Port = localRtp.Port,
            Protocol = local.Srtp == SrtpPolicy.Require ? SrtpNegotiation.SecureProtocol : SrtpNegotiation.PlainProtocol,
            FormatTokens = Tokens(formats),
            Formats = formats.ToImmutable(),
            PtimeMs = local.PtimesMs[0],
            Direction = direction,
            Attributes = [.. keys.Select(static key => key.ToAttribute())],
        };
    }

    /// <summary>One telephone-event for each clock rate among the codecs (RFC 4733 §2.5.1.2), 8 kHz first.</summary>
    private static void AddTelephoneEvents(ImmutableArray<RtpFormat>.Builder formats, AudioCapabilities local)
    {
        var payloadType = local.TelephoneEventPayloadType;
        var rates = new SortedSet<int>();
        foreach (var codec in local.Codecs)
            rates.Add(codec.ClockRate);
        foreach (var rate in rates)
        {
            while (IsTaken(formats, payloadType))
                payloadType++;
            formats.Add(TelephoneEvent(payloadType++, rate));
        }
    }

    private static bool IsTaken(ImmutableArray<RtpFormat>.Builder formats, int payloadType)
    {
        foreach (var format in formats)
        {
            if (format.PayloadType == payloadType)
                return true;
        }
        return false;
    }
}
