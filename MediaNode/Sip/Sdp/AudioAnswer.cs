using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>Answers offers, and reads answers to ours (RFC 3264 §6, §7). Pure functions over descriptions.</summary>
public static class AudioAnswer
{
    /// <summary>
    /// Answers with the first audio stream that has a codec of ours. All other streams are refused with port 0 in their place.
    /// </summary>
    /// <param name="offer">The peer's description.</param>
    /// <param name="local">What we support, in order of preference.</param>
    /// <param name="localRtp">Where we receive RTP; RTCP at port + 1.</param>
    /// <param name="id">Identity and version for our <c>o=</c> line.</param>
    /// <param name="answer">The description to send back.</param>
    /// <param name="audio">What was agreed.</param>
    /// <param name="localDirection">What we wish to do; the offer can only narrow it.</param>
    /// <param name="currentKeys">The keys in use when this is not the first offer.</param>
    /// <returns>False when no stream is acceptable: answer 488.</returns>
    public static bool TryAnswer(
        SessionDescription offer, AudioCapabilities local, IPEndPoint localRtp, SdpSessionId id,
        [NotNullWhen(true)] out SessionDescription? answer, [NotNullWhen(true)] out NegotiatedAudio? audio,
        MediaDirection localDirection = MediaDirection.SendReceive, NegotiatedSrtp? currentKeys = null)
    {
        answer = null;
        audio = null;
        var media = ImmutableArray.CreateBuilder<MediaDescription>(offer.Media.Length);
        foreach (var offered in offer.Media)
        {
            if (audio is null && TrySelect(offer, offered, local, localDirection, localRtp.AddressFamily, currentKeys, out audio))
                media.Add(Accepted(offered, audio, local, localRtp));
            else
                media.Add(offered.Refused());
        }
        if (audio is null)
            return false;
        answer = AudioOffer.Session(id, localRtp.Address, media.MoveToImmutable()) with { Timing = offer.Timing };
        return true;
    }

    /// <summary>Reads the peer's answer to <paramref name="offer"/>, which was ours.</summary>
    /// <returns>False when it refuses audio, or picks what was not offered.</returns>
    public static bool TryAccept(
        SessionDescription answer, SessionDescription offer, AudioCapabilities local, [NotNullWhen(true)] out NegotiatedAudio? audio)
    {
        audio = null;
        // RFC 3264 §6: an answer has as many m= lines as its offer, in the same order. Some peers leave out what they refuse.
        for (var i = 0; i < offer.Media.Length && i < answer.Media.Length; i++)
        {
            var ours = offer.Media[i];
            var theirs = answer.Media[i];
            if (ours.Kind != "audio" || ours.Port == 0 || theirs.Kind != "audio" || theirs.Port == 0)
                continue;
            if (!SrtpNegotiation.TryAccept(theirs, ours, local.Srtp, out var srtp) || !AudioSelection.TryAddress(answer, theirs, out var address) || FirstKnown(theirs, ours) is not { } codec)
                continue;
            var direction = offer.DirectionOf(ours).And(answer.DirectionOf(theirs).Reversed());
            audio = AudioSelection.Describe(answer, theirs, address, codec, local, direction) with { Srtp = srtp };
            return true;
        }
        return false;
    }

    private static bool TrySelect(
        SessionDescription offer, MediaDescription offered, AudioCapabilities local, MediaDirection localDirection, AddressFamily family,
        NegotiatedSrtp? currentKeys, [NotNullWhen(true)] out NegotiatedAudio? audio)
    {
        audio = null;
        if (offered.Kind != "audio" || offered.Port == 0 || !SrtpNegotiation.TryAnswer(offered, local.Srtp, currentKeys, out var srtp))
            return false;
        if (!AudioSelection.TryAddress(offer, offered, out var address) || AudioSelection.PreferredByUs(offered, local) is not { } codec)
            return false;
        // An answer of the other family would be agreed and never heard; a mapped address is one of IPv4.
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != family)
            return false;
        var direction = offer.DirectionOf(offered).Reversed().And(localDirection);
        audio = AudioSelection.Describe(offer, offered, address, codec, local, direction) with { Srtp = srtp };
        return true;
    }

    /// <summary>The chosen codec alone, so that the peer cannot change it within the stream, then the events beside it.</summary>
    private static MediaDescription Accepted(MediaDescription offered, NegotiatedAudio audio, AudioCapabilities local, IPEndPoint localRtp)
    {
        var formats = ImmutableArray.CreateBuilder<RtpFormat>(3);
        formats.Add(audio.Codec with { Fmtp = local.FindSame(audio.Codec)?.Fmtp });
        if (audio.ComfortNoisePayloadType is { } comfortNoise)
            formats.Add(new RtpFormat(comfortNoise, RtpFormat.ComfortNoiseName, 8000));
        if (audio.TelephoneEventPayloadType is { } telephoneEvent)
            formats.Add(AudioOffer.TelephoneEvent(telephoneEvent, audio.TelephoneEventClockRate));
        return new MediaDescription
        {
            Kind = offered.Kind,
            Port = localRtp.Port,
            Protocol = offered.Protocol,
            FormatTokens = AudioOffer.Tokens(formats),
            Formats = formats.ToImmutable(),
            PtimeMs = audio.PtimeMs,
            Direction = audio.Direction,
            Attributes = audio.Srtp is { } srtp ? [srtp.Local.ToAttribute()] : [],
        };
    }

    /// <summary>The first format of the answer that our offer listed; its payload type is the peer's to name (RFC 3264 §6.1).</summary>
    private static RtpFormat? FirstKnown(MediaDescription answer, MediaDescription offer)
    {
        foreach (var format in answer.Formats)
        {
            if (format.IsTelephoneEvent || format.IsComfortNoise)
                continue;
            foreach (var offered in offer.Formats)
            {
                if (offered.IsSameEncoding(format))
                    return format;
            }
        }
        return null;
    }
}
