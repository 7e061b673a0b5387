using System.Globalization;
using System.Text;

namespace OrleansConf.TestKit.Sip;

/// <summary>A SIP request or response as text (RFC 3261 §7): start line, headers in order, body. No interpretation.</summary>
public sealed class SipMessage(string startLine)
{
    private static readonly Dictionary<string, string> CompactForms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["v"] = "Via", ["f"] = "From", ["t"] = "To", ["i"] = "Call-ID", ["m"] = "Contact", ["l"] = "Content-Length",
        ["c"] = "Content-Type", ["k"] = "Supported", ["s"] = "Subject",
    };

    public string StartLine { get; } = startLine;

    public List<(string Name, string Value)> Headers { get; } = [];

    public string Body { get; set; } = "";

    public bool IsRequest => !StartLine.StartsWith("SIP/2.0 ", StringComparison.Ordinal);

    /// <summary>0 for a request.</summary>
    public int StatusCode => IsRequest ? 0 : int.Parse(StartLine.AsSpan(8, 3), CultureInfo.InvariantCulture);

    /// <summary>The method of the request, or of the request this response answers (from CSeq).</summary>
    public string Method => IsRequest ? StartLine.Split(' ')[0] : this["CSeq"].Split(' ')[^1];

    public int CSeq => int.Parse(this["CSeq"].Split(' ')[0], CultureInfo.InvariantCulture);

    public string Branch => ParameterOf(this["Via"], "branch") ?? "";

    /// <summary>First value of a header; empty if absent.</summary>
    public string this[string name] => All(name).FirstOrDefault() ?? "";

    public IEnumerable<string> All(string name) =>
        Headers.Where(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);

    public SipMessage With(string name, string value)
    {
        Headers.Add((name, value));
        return this;
    }

    public SipMessage WithBody(string contentType, string body)
    {
        Body = body;
        return With("Content-Type", contentType);
    }

    public byte[] ToBytes()
    {
        var text = new StringBuilder(StartLine).Append("\r\n");
        foreach ((string name, string value) in Headers)
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(Body)}\r\n\r\n").Append(Body);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Null for what is no SIP message (a keep-alive, noise).</summary>
    public static SipMessage? Parse(ReadOnlySpan<byte> datagram)
    {
        string text = Encoding.UTF8.GetString(datagram);
        int headEnd = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (headEnd < 0)
            return null;
        string[] lines = text[..headEnd].Replace("\r\n ", " ", StringComparison.Ordinal)
            .Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n");
        if (!lines[0].Contains("SIP/2.0", StringComparison.Ordinal))
            return null;
        var message = new SipMessage(lines[0]) { Body = text[(headEnd + 4)..] };
        foreach (string line in lines.Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                return null;
            string name = line[..colon].Trim();
            message.With(CompactForms.GetValueOrDefault(name, name), line[(colon + 1)..].Trim());
        }

        return message;
    }

    /// <summary>A header parameter's value (<c>;tag=x</c> after the angle brackets); null if absent.</summary>
    public static string? ParameterOf(string headerValue, string parameter)
    {
        int close = headerValue.LastIndexOf('>');
        foreach (string part in headerValue[(close + 1)..].Split(';').Skip(close < 0 ? 1 : 0))
        {
            string[] pair = part.Split('=', 2);
            if (pair.Length == 2 && string.Equals(pair[0].Trim(), parameter, StringComparison.OrdinalIgnoreCase))
                return pair[1].Trim();
        }

        return null;
    }

    /// <summary>What stands between the angle brackets, or the value up to its first parameter.</summary>
    public static string UriOf(string headerValue)
    {
        int open = headerValue.IndexOf('<', StringComparison.Ordinal), close = headerValue.IndexOf('>', StringComparison.Ordinal);
        return open >= 0 && close > open ? headerValue[(open + 1)..close] : headerValue.Split(';')[0].Trim();
    }

    public override string ToString() => StartLine;
}
