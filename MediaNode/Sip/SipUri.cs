using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace OrleansConf.MediaNode.Sip;

/// <summary>A SIP, SIPS or TEL URI (RFC 3261 §19.1, RFC 3966). Other schemes are kept whole in <see cref="Text"/>.</summary>
public sealed class SipUri : IEquatable<SipUri>
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> TelCharacters = SearchValues.Create("+0123456789ABCDEFabcdef*#-.()");
    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create(Alphanumeric + "+-.");
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create(Alphanumeric + "-._");

    /// <summary>RFC 3261 §25.1: unreserved and user-unreserved.</summary>
    private static readonly SearchValues<char> UserCharacters = SearchValues.Create(Alphanumeric + "-_.!~*'()&=+$,;?/");

    private readonly string _parameters;

    private SipUri(string text, string scheme, string? rawUser, string host, int? port, string parameters, string? headers)
    {
        Text = text;
        Scheme = scheme;
        RawUser = rawUser;
        Host = host;
        Port = port;
        _parameters = parameters;
        Headers = headers;
    }

    /// <summary>The URI as it stood on the wire, or as composed.</summary>
    public string Text { get; }

    /// <summary>In lower case.</summary>
    public string Scheme { get; }

    public bool IsSip => Scheme is "sip" or "sips";

    /// <summary>The user part without escapes, without password; of a tel URI the number; empty when there is none.</summary>
    public string User => RawUser is null ? "" : Unescape(UserOnly(RawUser));

    /// <summary>Host name or address; an IPv6 address stands without brackets. Empty for tel and unknown schemes.</summary>
    public string Host { get; }

    public int? Port { get; }

    /// <summary>Everything behind <c>?</c>, or null.</summary>
    public string? Headers { get; }

    /// <summary>The user part is a telephone number (<c>;user=phone</c>, or a tel URI).</summary>
    public bool IsPhoneNumber => Scheme == "tel" || string.Equals(Parameter("user"), "phone", StringComparison.OrdinalIgnoreCase);

    private string? RawUser { get; }

    /// <summary>A sip URI from its parts; what the user part may not hold is escaped.</summary>
    public static SipUri Create(string user, string host, int? port = null, string parameters = "")
    {
        var text = new StringBuilder("sip:");
        var rawUser = user.Length == 0 ? null : Escape(user);
        if (rawUser is not null)
            text.Append(rawUser).Append('@');
        var isV6 = host.Contains(':');
        text.Append(isV6 ? "[" : "").Append(host).Append(isV6 ? "]" : "");
        if (port is { } number)
            text.Append(CultureInfo.InvariantCulture, $":{number}");
        if (parameters.Length > 0)
            text.Append(';').Append(parameters);
        return new SipUri(text.ToString(), "sip", rawUser, host, port, parameters, null);
    }

    /// <summary>Reads a URI without angle brackets around it. False for anything with white space or a malformed host or port.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = null;
        var colon = text.IndexOf(':');
        if (colon < 1 || text.Length > 4096 || !IsScheme(text[..colon]) || HasForbidden(text))
            return false;
        var scheme = text[..colon].ToString().ToLowerInvariant();
        var rest = text[(colon + 1)..];
        if (scheme == "tel")
            return TryParseTel(text, rest, out uri);
        if (scheme is not ("sip" or "sips"))
        {
            uri = new SipUri(text.ToString(), scheme, null, "", null, "", null);
            return rest.Length > 0;
        }
        // An @ may stand unescaped nowhere else in the URI, so the first one ends the user part (RFC 3261 §25.1).
        var at = rest.IndexOf('@');
        var rawUser = at < 0 ? null : rest[..at].ToString();
        var hostPart = rest[(at + 1)..];
        if (rawUser is { Length: 0 } || (rawUser is not null && !HasWholeEscapes(rawUser)))
            return false;
        var question = hostPart.IndexOf('?');
        var headers = question < 0 ? null : hostPart[(question + 1)..].ToString();
        if (question >= 0)
            hostPart = hostPart[..question];
        var semicolon = hostPart.IndexOf(';');
        var parameters = semicolon < 0 ? "" : hostPart[(semicolon + 1)..].ToString();
        if (semicolon >= 0)
            hostPart = hostPart[..semicolon];
        if (!TryParseHostPort(hostPart, out var host, out var port))
            return false;
        uri = new SipUri(text.ToString(), scheme, rawUser, host, port, parameters, headers);
        return true;
    }

    /// <summary>The value of a URI parameter, "" when it has none, null when it is absent. Names are compared without case.</summary>
    public string? Parameter(string name)
    {
        foreach (var range in _parameters.AsSpan().Split(';'))
        {
            var parameter = _parameters.AsSpan()[range];
            var equals = parameter.IndexOf('=');
            var key = equals < 0 ? parameter : parameter[..equals];
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return equals < 0 ? "" : Unescape(parameter[(equals + 1)..].ToString());
        }
        return null;
    }

    /// <summary>The same URI without what stands behind <c>?</c>, as it may be called (RFC 3261 §19.1.1).</summary>
    public SipUri WithoutHeaders() =>
        Headers is null ? this : new SipUri(Text[..^(Headers.Length + 1)], Scheme, RawUser, Host, Port, _parameters, null);

    /// <summary>A header that the URI asks its caller to send, without escapes, or null.</summary>
    public string? Header(string name)
    {
        foreach (var range in Headers.AsSpan().Split('&'))
        {
            var header = Headers.AsSpan()[range];
            var equals = header.IndexOf('=');
            if (equals > 0 && header[..equals].Equals(name, StringComparison.OrdinalIgnoreCase))
                return Unescape(header[(equals + 1)..].ToString());
        }
        return null;
    }

    public bool Equals(SipUri? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as SipUri);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    /// <summary>Reads <c>host[:port]</c> with bracketed IPv6; the whole span must be used.</summary>
    internal static bool TryParseHostPort(ReadOnlySpan<char> text, out string host, out int? port)
    {
        host = "";
        port = null;
        var portStart = -1;
        if (text.Length > 0 && text[0] == '[')
        {
            var close = text.IndexOf(']');
            if (close < 3 || !System.Net.IPAddress.TryParse(text[1..close], out _))
                return false;
            host = text[1..close].ToString();
            if (close + 1 < text.Length)
            {
                if (text[close + 1] != ':')
                    return false;
                portStart = close + 2;
            }
        }
        else
        {
            var colon = text.IndexOf(':');
            var name = colon < 0 ? text : text[..colon];
            if (!IsHostName(name))
                return false;
            host = name.ToString();
            portStart = colon < 0 ? -1 : colon + 1;
        }
        if (portStart < 0)
            return true;
        if (!int.TryParse(text[portStart..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
            return false;
        port = number;
        return true;
    }

    private static bool TryParseTel(ReadOnlySpan<char> text, ReadOnlySpan<char> rest, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = null;
        var semicolon = rest.IndexOf(';');
        var number = semicolon < 0 ? rest : rest[..semicolon];
        if (number.IsEmpty || number.IndexOfAnyExcept(TelCharacters) >= 0)
            return false;
        var parameters = semicolon < 0 ? "" : rest[(semicolon + 1)..].ToString();
        // Visual separators carry no meaning (RFC 3966 §5.1.1).
        var digits = string.Concat(number.ToString().Split('-', '.', '(', ')'));
        uri = new SipUri(text.ToString(), "tel", digits, "", null, parameters, null);
        return true;
    }

    private static bool IsScheme(ReadOnlySpan<char> scheme) =>
        char.IsAsciiLetter(scheme[0])
        && scheme.IndexOfAnyExcept(SchemeCharacters) < 0;

    private static bool IsHostName(ReadOnlySpan<char> name) =>
        !name.IsEmpty && name.Length <= 255
        && name.IndexOfAnyExcept(HostCharacters) < 0;

    private static bool HasForbidden(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or '<' or '>' or '"' or '\x7f')
                return true;
        }
        return false;
    }

    private static bool HasWholeEscapes(string text)
    {
        for (var i = text.IndexOf('%'); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                return false;
        }
        return true;
    }

    private static string UserOnly(string rawUser)
    {
        var password = rawUser.IndexOf(':');
        return password < 0 ? rawUser : rawUser[..password];
    }

    private static string Unescape(string text) => text.Contains('%') ? Uri.UnescapeDataString(text) : text;

    private static string Escape(string user)
    {
        if (user.AsSpan().IndexOfAnyExcept(UserCharacters) < 0)
            return user;
        var text = new StringBuilder(user.Length + 8);
        foreach (var octet in Encoding.UTF8.GetBytes(user))
        {
            if (UserCharacters.Contains((char)octet))
                text.Append((char)octet);
            else
                text.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }
        return text.ToString();
    }
}
