using System.Security.Cryptography;
using System.Text;
using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>What both sides of digest authentication compute (RFC 7616 §3.4.1).</summary>
internal static class DigestText
{
    public static string Name(DigestAlgorithm algorithm) => algorithm == DigestAlgorithm.Sha256 ? "SHA-256" : "MD5";

    /// <summary>No name means MD5.</summary>
    public static bool TryAlgorithm(string? name, out DigestAlgorithm algorithm)
    {
        algorithm = string.Equals(name, "SHA-256", StringComparison.OrdinalIgnoreCase) ? DigestAlgorithm.Sha256 : DigestAlgorithm.Md5;
        return algorithm == DigestAlgorithm.Sha256 || name is null || name.Equals("MD5", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A parameter of a challenge or an answer, without quotes, or null.</summary>
    public static string? Field(ReadOnlySpan<char> fields, string name)
    {
        while (SipText.TryNextElement(ref fields, out var field))
        {
            var equals = field.IndexOf('=');
            if (equals > 0 && field[..equals].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return SipText.Unquote(field[(equals + 1)..].Trim());
        }
        return null;
    }

    /// <param name="qop">Nonce count and client nonce of qop=auth, null without qop.</param>
    public static string Response(
        DigestAlgorithm algorithm, string userName, string realm, string password, string method, string uri, string nonce,
        (string NonceCount, string ClientNonce)? qop)
    {
        var a1 = Hash(algorithm, $"{userName}:{realm}:{password}");
        var a2 = Hash(algorithm, $"{method}:{uri}");
        return Hash(algorithm, qop is { } auth ? $"{a1}:{nonce}:{auth.NonceCount}:{auth.ClientNonce}:auth:{a2}" : $"{a1}:{nonce}:{a2}");
    }

    // MD5 is what most trunks still ask for; where they offer SHA-256 it is preferred (RFC 8760 §2.6).
#pragma warning disable CA5351
    private static string Hash(DigestAlgorithm algorithm, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Convert.ToHexStringLower(algorithm == DigestAlgorithm.Sha256 ? SHA256.HashData(bytes) : MD5.HashData(bytes));
    }
#pragma warning restore CA5351
}
