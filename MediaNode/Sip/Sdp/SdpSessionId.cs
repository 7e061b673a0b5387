using System.Security.Cryptography;

namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>Our identity in the <c>o=</c> line; the version counts up with each changed description (RFC 3264 §8).</summary>
public readonly record struct SdpSessionId(ulong Id, ulong Version)
{
    /// <summary>A fresh random session. 62 bits, since some peers read the numbers as signed.</summary>
    public static SdpSessionId Create()
    {
        Span<byte> random = stackalloc byte[8];
        RandomNumberGenerator.Fill(random);
        return new SdpSessionId(BitConverter.ToUInt64(random) >> 2, 1);
    }

    public SdpSessionId Next() => this with { Version = Version + 1 };
}
