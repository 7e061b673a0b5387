using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace OrleansConf.MediaNode.Sip.Messages;

/// <summary>One Via value (RFC 3261 §20.42): where the response goes, and the transaction's branch.</summary>
public sealed class ViaHeader
{
    /// <summary>Branches of RFC 3261 peers start with it (§8.1.1.7).</summary>
    public const string MagicCookie = "z9hG4bK";

    private readonly string _parameters;

    private ViaHeader(string transport, string host, int? port, string parameters)
    {
        Transport = transport;
        Host = host;
        Port = port;
        _parameters = parameters;
        Branch = SipText.Parameter(parameters, "branch");
    }

    /// <summary><c>UDP</c>, <c>TCP</c>, <c>TLS</c> … in upper case.</summary>
    public string Transport { get; }

    public string Host { get; }

    public int? Port { get; }

    public string? Branch { get; }

    /// <summary>The peer asks for the answer at the port it sent from (RFC 3581).</summary>
    public bool HasRport => SipText.Parameter(_parameters, "rport") is not null;

    /// <summary>The connection it came by leads back to the sender's own port (RFC 5923 §8).</summary>
    public bool HasAlias => SipText.Parameter(_parameters, "alias") is not null;

    /// <summary>host:port as the sender wrote it; part of the transaction key (RFC 3261 §17.2.3).</summary>
    public string SentBy => Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{Host}:{port}") : Host;

    /// <summary>Reads <c>SIP/2.0/UDP host:port;params</c> with white space wherever the grammar allows it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ViaHeader? via)
    {
        via = null;
        if (!TryProtocolPart(ref text, out var name) || !name.Equals("SIP", StringComparison.OrdinalIgnoreCase)
            || !TryProtocolPart(ref text, out var version) || !version.SequenceEqual("2.0"))
            return false;
        text = text.TrimStart();
        var end = text.IndexOfAny(" \t");
        if (end < 1 || !SipText.IsToken(text[..end]))
            return false;
        var transport = text[..end].ToString().ToUpperInvariant();
        var rest = text[end..].Trim();
        var semicolon = rest.IndexOf(';');
        var sentBy = (semicolon < 0 ? rest : rest[..semicolon]).Trim();
        var parameters = semicolon < 0 ? default : rest[(semicolon + 1)..];
        if (semicolon >= 0 && !SipText.AreParameters(parameters))
            return false;
        if (!SipUri.TryParseHostPort(sentBy, out var host, out var port) && !TrySpacedHostPort(sentBy, out host, out port))
            return false;
        via = new ViaHeader(transport, host, port, parameters.ToString());
        return true;
    }

    /// <summary>The value with received and rport filled in (RFC 3261 §18.2.1, RFC 3581 §4).</summary>
    public string WithSource(IPEndPoint source)
    {
        var host = Host.Contains(':') ? $"[{Host}]" : Host;
        var text = new System.Text.StringBuilder(96);
        text.Append("SIP/2.0/").Append(Transport).Append(' ').Append(host);
        if (Port is { } port)
            text.Append(CultureInfo.InvariantCulture, $":{port}");
        ReadOnlySpan<char> rest = _parameters;
        while (!rest.IsEmpty)
        {
            var end = SipText.IndexOutsideQuotes(rest, ';');
            var parameter = (end < 0 ? rest : rest[..end]).Trim();
            rest = end < 0 ? default : rest[(end + 1)..];
            var equals = parameter.IndexOf('=');
            var name = (equals < 0 ? parameter : parameter[..equals]).Trim();
            // Ours to say, whatever the sender wrote there.
            if (!name.Equals("rport", StringComparison.OrdinalIgnoreCase) && !name.Equals("received", StringComparison.OrdinalIgnoreCase))
                text.Append(';').Append(parameter);
        }
        var isElsewhere = !IPAddress.TryParse(Host, out var written) || !written.Equals(source.Address);
        if (HasRport || isElsewhere)
            text.Append(";received=").Append(source.Address);
        if (HasRport)
            text.Append(CultureInfo.InvariantCulture, $";rport={source.Port}");
        return text.ToString();
    }

    private static bool TryProtocolPart(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> part)
    {
        var slash = text.IndexOf('/');
        part = slash < 0 ? default : text[..slash].Trim();
        text = slash < 0 ? default : text[(slash + 1)..];
        return SipText.IsToken(part);
    }

    /// <summary>COLON may have white space around it: <c>192.0.2.1 : 5060</c>.</summary>
    private static bool TrySpacedHostPort(ReadOnlySpan<char> text, out string host, out int? port)
    {
        host = "";
        port = null;
        var colon = text.LastIndexOf(':');
        return colon > 0
            && SipUri.TryParseHostPort(string.Concat(text[..colon].TrimEnd(), ":", text[(colon + 1)..].TrimStart()), out host, out port);
    }
}
