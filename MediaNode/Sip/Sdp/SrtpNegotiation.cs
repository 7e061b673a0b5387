using System.Collections.Immutable;

namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>Whether a stream is encrypted, and with which keys (RFC 4568 §5, RFC 8643). Pure but for the random keys.</summary>
internal static class SrtpNegotiation
{
    public const string PlainProtocol = "RTP/AVP";
    public const string SecureProtocol = "RTP/SAVP";

    /// <summary>Answers the keys of an offered stream.</summary>
    /// <param name="offered">The peer's stream.</param>
    /// <param name="policy">Ours.</param>
    /// <param name="current">The keys in use: kept while the peer keeps its own.</param>
    /// <param name="srtp">The keys, or null for plain RTP.</param>
    /// <returns>False when the stream cannot be had as the policy wants it.</returns>
    public static bool TryAnswer(MediaDescription offered, SrtpPolicy policy, NegotiatedSrtp? current, out NegotiatedSrtp? srtp)
    {
        srtp = null;
        if (!offered.IsPlainRtp && !offered.IsSecureRtp)
            return false;
        if (policy != SrtpPolicy.Off && Best(offered) is { } remote)
        {
            var local = current is not null && current.Remote.HasSameKey(remote) ? current.Local.WithTag(remote.Tag) : SdesKey.Create(remote.Tag, remote.Suite);
            srtp = new NegotiatedSrtp(local, remote);
            return true;
        }
        // Plain RTP stays plain; the secure profile without a usable key cannot be answered.
        return offered.IsPlainRtp && policy != SrtpPolicy.Require;
    }

    /// <summary>Keys for an offer of ours: those of the last one again, else fresh ones.</summary>
    public static ImmutableArray<SdesKey> OfferedKeys(SrtpPolicy policy, MediaDescription? before)
    {
        if (policy < SrtpPolicy.Offer)
            return [];
        var known = before is null ? [] : KeysOf(before);
        if (known.Length > 0)
            return known;
        var keys = ImmutableArray.CreateBuilder<SdesKey>(SrtpSuites.All.Length);
        foreach (var (suite, _, _) in SrtpSuites.All)
            keys.Add(SdesKey.Create(keys.Count + 1, suite));
        return keys.MoveToImmutable();
    }

    /// <summary>Reads the peer's answer to keys of ours; false when it took none although the policy, or the profile, wants one.</summary>
    public static bool TryAccept(MediaDescription answered, MediaDescription offered, SrtpPolicy policy, out NegotiatedSrtp? srtp)
    {
        srtp = null;
        var ours = KeysOf(offered);
        foreach (var remote in KeysOf(answered))
        {
            foreach (var local in ours)
            {
                if (local.Tag == remote.Tag && local.Suite == remote.Suite)
                {
                    srtp = new NegotiatedSrtp(local, remote);
                    return true;
                }
            }
        }
        return answered.IsPlainRtp && policy != SrtpPolicy.Require;
    }

    private static SdesKey? Best(MediaDescription offered)
    {
        SdesKey? best = null;
        foreach (var key in KeysOf(offered))
        {
            if (best is null || key.Suite < best.Suite)
                best = key;
        }
        return best;
    }

    private static ImmutableArray<SdesKey> KeysOf(MediaDescription media)
    {
        var keys = ImmutableArray.CreateBuilder<SdesKey>();
        foreach (var attribute in media.Attributes)
        {
            if (SdesKey.TryParse(attribute, out var key))
                keys.Add(key);
        }
        return keys.ToImmutable();
    }
}
