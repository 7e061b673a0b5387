using System.Net;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Sip.Sdp;

namespace OrleansConf.MediaNode.Calls;

/// <summary>One call's audio: its leg and the offer/answer state that feeds it (RFC 3264).</summary>
/// <remarks>Re-INVITEs come on SIP's receive thread, one at a time; the rest from the call itself before the answer.</remarks>
public sealed class CallMedia : IAsyncDisposable
{
    private readonly AudioCapabilities _capabilities;
    private NegotiatedSrtp? _keys;
    private SdpSessionId _id = SdpSessionId.Create();
    private SessionDescription? _offer;

    private CallMedia(MediaLeg leg, AudioCapabilities capabilities) => (Leg, _capabilities) = (leg, capabilities);

    public MediaLeg Leg { get; }

    /// <summary>Name of the codec in use, as SDP calls it; empty until agreed.</summary>
    public string CodecName { get; private set; } = "";

    /// <summary>Our description for the 200 OK: the answer to the caller's offer, or our offer when he made none.</summary>
    public SessionDescription? Local { get; private set; }

    /// <summary>Opens a leg and answers the offer.</summary>
    /// <param name="offer">Null: the caller leaves the offer to us; <see cref="Accept"/> takes his answer.</param>
    /// <param name="srtp">Whether media is encrypted.</param>
    /// <returns>The media, or what stands in the way.</returns>
    public static async Task<(CallMedia? Media, MediaProblem Problem)> OpenAsync(
        MediaEngine engine, IPAddress local, IPAddress signallingPeer, SessionDescription? offer, SrtpPolicy srtp = SrtpPolicy.Accept)
    {
        var leg = engine.TryOpenLeg(new LegOpening
        {
            LocalAddress = local,
            SignallingPeer = signallingPeer,
            RemoteRtp = offer is null ? null : CodecMenu.RemoteRtpOf(offer),
        });
        if (leg is null)
            return (null, MediaProblem.NoPort);
        var media = new CallMedia(leg, CodecMenu.Capabilities with { Srtp = srtp });
        if (offer is null)
        {
            media._offer = AudioOffer.Create(media._capabilities, leg.LocalRtp, media._id);
            media.Local = media._offer;
            return (media, MediaProblem.None);
        }

        if (media.Answer(offer) is not null)
            return (media, MediaProblem.None);
        await media.DisposeAsync();
        return (null, MediaProblem.NoCommonCodec);
    }

    /// <summary>Answers an offer, first or later, and points the leg at it; null leaves all as it was.</summary>
    public SessionDescription? Answer(SessionDescription offer)
    {
        var id = Local is null ? _id : _id.Next();
        if (!AudioAnswer.TryAnswer(offer, _capabilities, Leg.LocalRtp, id, out var answer, out var audio, currentKeys: _keys))
            return null;
        _id = id;
        Local = answer;
        Use(audio);
        return answer;
    }

    /// <summary>Takes the caller's answer to our offer; false when it fits no codec of ours.</summary>
    public bool Accept(SessionDescription answer)
    {
        if (_offer is null || !AudioAnswer.TryAccept(answer, _offer, _capabilities, out var audio))
            return false;
        Use(audio);
        return true;
    }

    public ValueTask DisposeAsync() => Leg.DisposeAsync();

    private void Use(NegotiatedAudio audio)
    {
        _keys = audio.Srtp;
        CodecName = audio.Codec.EncodingName;
        Leg.Start(CodecMenu.ToLegFormat(audio));
    }
}
