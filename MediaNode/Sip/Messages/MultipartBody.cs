using System.Text;

namespace OrleansConf.MediaNode.Sip.Messages;

/// <summary>Finds a part of a multipart body (RFC 2046 §5.1, RFC 5621): SDP beside ISUP, location and the like.</summary>
internal static class MultipartBody
{
    private const int MaxParts = 16;

    public static bool IsMultipart(SipMessage message) =>
        message.Text(SipHeader.ContentType) is { } type && type.AsSpan().TrimStart().StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);

    public static bool TryFindPart(SipMessage message, string mediaType, out ReadOnlyMemory<byte> part)
    {
        part = default;
        var type = message.Text(SipHeader.ContentType) ?? "";
        var semicolon = type.IndexOf(';', StringComparison.Ordinal);
        if (semicolon < 0 || SipText.Parameter(type.AsSpan(semicolon + 1), "boundary") is not { Length: > 0 and <= 70 } boundary)
            return false;
        var delimiter = Encoding.ASCII.GetBytes("--" + boundary);
        var body = message.Body;
        var at = body.Span.IndexOf(delimiter);
        for (var i = 0; at >= 0 && i < MaxParts; i++)
        {
            body = body[(at + delimiter.Length)..];
            at = body.Span.IndexOf(delimiter);
            if (at < 0)
                return false;
            if (IsOfType(body[..at], mediaType, out part))
                return true;
        }
        return false;
    }

    private static bool IsOfType(ReadOnlyMemory<byte> section, string mediaType, out ReadOnlyMemory<byte> content)
    {
        content = default;
        var headEnd = section.Span.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return false;
        foreach (var line in Encoding.ASCII.GetString(section.Span[..headEnd]).AsSpan().EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (colon < 0 || SipHeaders.Parse(Encoding.ASCII.GetBytes(line[..colon].Trim().ToString())) != SipHeader.ContentType)
                continue;
            var value = line[(colon + 1)..];
            var semicolon = value.IndexOf(';');
            if (!(semicolon < 0 ? value : value[..semicolon]).Trim().Equals(mediaType, StringComparison.OrdinalIgnoreCase))
                return false;
            content = section[(headEnd + 4)..];
            // The line end before the next delimiter belongs to the delimiter.
            if (content.Span.EndsWith("\r\n"u8))
                content = content[..^2];
            return true;
        }
        return false;
    }
}
