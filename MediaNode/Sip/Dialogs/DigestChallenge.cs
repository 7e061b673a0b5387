using System.Security.Cryptography;
using System.Text;
using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>Answers digest challenges (RFC 3261 §22, RFC 8760): SHA-256 before MD5, qop=auth or none.</summary>
internal static class DigestChallenge
{
    /// <summary>The Authorization or Proxy-Authorization header, or null when no challenge is one that we can answer.</summary>
    public static (SipHeader Header, string Value)? TryAnswer(SipResponse response, string method, string uri, SipCredentials credentials)
    {
        var isProxy = response.Status == 407;
        // Each challenge is one line: its parameters are separated by the commas that elsewhere separate elements.
        (SipHeader, string)? md5 = null;
        for (var i = 0; i < response.HeaderCount; i++)
        {
            if (response.HeaderAt(i) != (isProxy ? SipHeader.ProxyAuthenticate : SipHeader.WwwAuthenticate))
                continue;
            var challenge = Encoding.UTF8.GetString(response.RawValue(i));
            if (!challenge.StartsWith("Digest ", StringComparison.OrdinalIgnoreCase))
                continue;
            var fields = challenge[7..];
            var algorithm = Field(fields, "algorithm") ?? "MD5";
            var header = isProxy ? SipHeader.ProxyAuthorization : SipHeader.Authorization;
            if (algorithm.Equals("SHA-256", StringComparison.OrdinalIgnoreCase))
                return Answer(fields, "SHA-256", method, uri, credentials) is { } value ? (header, value) : md5;
            if (algorithm.Equals("MD5", StringComparison.OrdinalIgnoreCase))
                md5 ??= Answer(fields, "MD5", method, uri, credentials) is { } text ? (header, text) : null;
        }
        return md5;
    }

    /// <summary>RFC 7616 §3.4.1; <paramref name="cnonce"/> is set by tests alone.</summary>
    internal static string? Answer(string fields, string algorithm, string method, string uri, SipCredentials credentials, string? cnonce = null)
    {
        if (Field(fields, "nonce") is not { } nonce || Field(fields, "realm") is not { } realm)
            return null;
        var qop = Field(fields, "qop");
        var usesAuth = qop is not null && qop.Split(',', StringSplitOptions.TrimEntries).Contains("auth", StringComparer.OrdinalIgnoreCase);
        if (qop is not null && !usesAuth)
            return null;
        cnonce ??= RandomNumberGenerator.GetHexString(16, lowercase: true);
        var a1 = Hash(algorithm, $"{credentials.UserName}:{realm}:{credentials.Password}");
        var a2 = Hash(algorithm, $"{method}:{uri}");
        var digest = usesAuth
            ? Hash(algorithm, $"{a1}:{nonce}:00000001:{cnonce}:auth:{a2}")
            : Hash(algorithm, $"{a1}:{nonce}:{a2}");
        var value = $"Digest username={SipText.Quote(credentials.UserName)}, realm={SipText.Quote(realm)}, nonce={SipText.Quote(nonce)}, "
            + $"uri=\"{uri}\", response=\"{digest}\", algorithm={algorithm}";
        if (usesAuth)
            value += $", qop=auth, nc=00000001, cnonce=\"{cnonce}\"";
        return Field(fields, "opaque") is { } opaque ? $"{value}, opaque={SipText.Quote(opaque)}" : value;
    }

    private static string? Field(ReadOnlySpan<char> fields, string name)
    {
        while (SipText.TryNextElement(ref fields, out var field))
        {
            var equals = field.IndexOf('=');
            if (equals > 0 && field[..equals].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return SipText.Unquote(field[(equals + 1)..].Trim());
        }
        return null;
    }

    // MD5 is what most trunks still ask for; where they offer SHA-256 it is preferred (RFC 8760 §2.6).
#pragma warning disable CA5351
    private static string Hash(string algorithm, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Convert.ToHexStringLower(algorithm == "SHA-256" ? SHA256.HashData(bytes) : MD5.HashData(bytes));
    }
#pragma warning restore CA5351
}
