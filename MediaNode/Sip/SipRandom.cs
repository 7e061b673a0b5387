using System.Security.Cryptography;
using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip;

/// <summary>Tags, branches and Call-IDs from the cryptographic generator, since guessing them would let others into a call.</summary>
internal static class SipRandom
{
    public static string Tag() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    public static string Branch() => ViaHeader.MagicCookie + RandomNumberGenerator.GetHexString(24, lowercase: true);

    public static string CallId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>A first CSeq with room to count up (RFC 3261 §8.1.1.5).</summary>
    public static uint CSeq() => (uint)RandomNumberGenerator.GetInt32(1, 1 << 20);
}
