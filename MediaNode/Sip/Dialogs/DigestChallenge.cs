using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>One digest challenge (RFC 3261 §22, RFC 7616, RFC 8760) and how it is answered: qop=auth or none.</summary>
internal sealed record DigestChallenge(string Realm, string Nonce, DigestAlgorithm Algorithm, bool UsesQop, string? Opaque, bool IsStale)
{
    private const string Scheme = "Digest ";

    /// <summary>The strongest challenge of a 401 or 407 that we can answer: SHA-256 before MD5 (RFC 8760 §2.4).</summary>
    public static bool TryRead(SipResponse response, [NotNullWhen(true)] out DigestChallenge? best)
    {
        best = null;
        // Each challenge is one line: its parameters are separated by the commas that elsewhere separate elements.
        for (var i = 0; i < response.HeaderCount; i++)
        {
            if (response.HeaderAt(i) != (response.Status == 407 ? SipHeader.ProxyAuthenticate : SipHeader.WwwAuthenticate))
                continue;
            if (TryParse(Encoding.UTF8.GetString(response.RawValue(i)), out var challenge) && (best is null || challenge.Algorithm > best.Algorithm))
                best = challenge;
        }
        return best is not null;
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out DigestChallenge? challenge)
    {
        challenge = null;
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var fields = text[Scheme.Length..];
        var qop = DigestText.Field(fields, "qop");
        var usesAuth = qop is not null && qop.Split(',', StringSplitOptions.TrimEntries).Contains("auth", StringComparer.OrdinalIgnoreCase);
        if (DigestText.Field(fields, "nonce") is not { } nonce || DigestText.Field(fields, "realm") is not { } realm || (qop is not null && !usesAuth)
            || !DigestText.TryAlgorithm(DigestText.Field(fields, "algorithm"), out var algorithm))
            return false;
        var isStale = string.Equals(DigestText.Field(fields, "stale"), "true", StringComparison.OrdinalIgnoreCase);
        challenge = new DigestChallenge(realm, nonce, algorithm, usesAuth, DigestText.Field(fields, "opaque"), isStale);
        return true;
    }

    /// <summary>The value of Authorization or Proxy-Authorization (RFC 7616 §3.4).</summary>
    /// <param name="method">Of the request.</param>
    /// <param name="uri">Its Request-URI.</param>
    /// <param name="credentials">Ours for this realm.</param>
    /// <param name="nonceCount">How often this nonce was answered, this time included.</param>
    /// <param name="cnonce">Null for a random one.</param>
    public string Answer(string method, string uri, SipCredentials credentials, uint nonceCount, string? cnonce = null)
    {
        cnonce ??= RandomNumberGenerator.GetHexString(16, lowercase: true);
        var count = nonceCount.ToString("x8", CultureInfo.InvariantCulture);
        var digest = DigestText.Response(
            Algorithm, credentials.UserName, Realm, credentials.Password, method, uri, Nonce, UsesQop ? (count, cnonce) : null);
        var value = $"Digest username={SipText.Quote(credentials.UserName)}, realm={SipText.Quote(Realm)}, nonce={SipText.Quote(Nonce)}, "
            + $"uri=\"{uri}\", response=\"{digest}\", algorithm={DigestText.Name(Algorithm)}";
        if (UsesQop)
            value += $", qop=auth, nc={count}, cnonce=\"{cnonce}\"";
        return Opaque is null ? value : $"{value}, opaque={SipText.Quote(Opaque)}";
    }
}
