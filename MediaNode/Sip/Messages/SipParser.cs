using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace OrleansConf.MediaNode.Sip.Messages;

/// <summary>
/// Reads SIP messages (RFC 3261 §7). Tolerates what §7.3.1 and §25 allow: folded lines, white space, compact names, bare line
/// feeds, leading empty lines. Never throws on wire input.
/// </summary>
public static class SipParser
{
    public const int MaxMessageBytes = 65_535;
    public const int MaxHeadBytes = 32 * 1024;
    public const int MaxHeaders = 256;

    /// <summary>Reads one message.</summary>
    /// <param name="bytes">A datagram, or exactly one message of a stream. Copied.</param>
    /// <param name="message">With a <see cref="SipMessage.Defect"/> when it is SIP but broken.</param>
    /// <returns>False when it is not SIP at all, or beyond the limits: drop it.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SipMessage? message)
    {
        message = null;
        bytes = bytes.TrimStart("\r\n"u8);
        if (bytes.Length is < 16 or > MaxMessageBytes || !TryFindHeadEnd(bytes, out var headLength, out var bodyStart))
            return false;
        if (headLength > MaxHeadBytes || HasLoneCarriageReturn(bytes[..headLength]))
            return false;
        var copy = bytes.ToArray();
        var head = copy.AsSpan(0, headLength);
        Unfold(head);
        var lineEnd = head.IndexOf((byte)'\n');
        if (lineEnd < 0)
            return false;
        var defect = (string?)null;
        if (!TryIndexHeaders(head, lineEnd + 1, out var slots, ref defect))
            return false;
        var bodyLength = BodyLength(copy, slots, copy.Length - bodyStart, ref defect);
        var parts = new SipMessage.ParsedParts(copy, slots, bodyStart, bodyLength, defect);
        var startLine = head[..lineEnd].TrimEnd(" \t\r"u8);
        return startLine.StartsWith("SIP/"u8) ? TryResponse(startLine, parts, out message) : TryRequest(startLine, parts, out message);
    }

    /// <summary>Finds the empty line behind the headers; without one the whole input is the head.</summary>
    private static bool TryFindHeadEnd(ReadOnlySpan<byte> bytes, out int headLength, out int bodyStart)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var feed = bytes[at..].IndexOf((byte)'\n');
            if (feed < 0)
                break;
            var next = at + feed + 1;
            var emptyLine = bytes[next..].StartsWith("\r\n"u8) ? 2 : bytes[next..].StartsWith("\n"u8) ? 1 : 0;
            if (emptyLine > 0)
            {
                headLength = next;
                bodyStart = next + emptyLine;
                return true;
            }
            at = next;
        }
        headLength = bodyStart = bytes.Length;
        return bytes.Length > 0 && bytes[^1] == (byte)'\n';
    }

    /// <summary>A carriage return on its own could look like a line end to the next element that reads our echo of it.</summary>
    private static bool HasLoneCarriageReturn(ReadOnlySpan<byte> head)
    {
        for (var at = head.IndexOf((byte)'\r'); at >= 0;)
        {
            if (at + 1 >= head.Length || head[at + 1] != (byte)'\n')
                return true;
            var next = head[(at + 1)..].IndexOf((byte)'\r');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return false;
    }

    /// <summary>Turns folded line ends into blanks in place (RFC 3261 §7.3.1).</summary>
    private static void Unfold(Span<byte> head)
    {
        for (var i = 0; i + 1 < head.Length; i++)
        {
            if (head[i] != (byte)'\n' || head[i + 1] is not ((byte)' ' or (byte)'\t'))
                continue;
            head[i] = (byte)' ';
            if (i > 0 && head[i - 1] == (byte)'\r')
                head[i - 1] = (byte)' ';
        }
    }

    private static bool TryIndexHeaders(ReadOnlySpan<byte> head, int at, out SipMessage.HeaderSlot[] slots, ref string? defect)
    {
        Span<SipMessage.HeaderSlot> found = new SipMessage.HeaderSlot[32];
        var count = 0;
        slots = [];
        while (at < head.Length)
        {
            var feed = head[at..].IndexOf((byte)'\n');
            var end = feed < 0 ? head.Length : at + feed;
            var line = head[at..end].TrimEnd(" \t\r"u8);
            var colon = line.IndexOf((byte)':');
            var name = colon < 0 ? default : line[..colon].TrimEnd(" \t"u8);
            if (name.IsEmpty || !IsHeaderName(name))
            {
                defect ??= "Bad header line";
            }
            else
            {
                if (count == MaxHeaders)
                    return false;
                if (count == found.Length)
                    found = Grown(found);
                var value = line[(colon + 1)..];
                var lead = value.Length - value.TrimStart(" \t"u8).Length;
                found[count++] = new SipMessage.HeaderSlot(SipHeaders.Parse(name), at, name.Length, at + colon + 1 + lead, value.Length - lead);
            }
            at = end + 1;
        }
        slots = found[..count].ToArray();
        return true;
    }

    private static Span<SipMessage.HeaderSlot> Grown(Span<SipMessage.HeaderSlot> slots)
    {
        var larger = new SipMessage.HeaderSlot[slots.Length * 2];
        slots.CopyTo(larger);
        return larger;
    }

    private static bool IsHeaderName(ReadOnlySpan<byte> name)
    {
        foreach (var octet in name)
        {
            if (octet is <= (byte)' ' or >= 0x7f)
                return false;
        }
        return true;
    }

    /// <summary>
    /// Content-Length octets; without the header, all there are (RFC 3261 §18.3). More than there are, a sign, or two headers are
    /// defects; what lies behind the length is ignored.
    /// </summary>
    private static int BodyLength(ReadOnlySpan<byte> bytes, SipMessage.HeaderSlot[] slots, int available, ref string? defect)
    {
        var length = -1;
        foreach (var slot in slots)
        {
            if (slot.Header != SipHeader.ContentLength)
                continue;
            var value = bytes.Slice(slot.ValueStart, slot.ValueLength);
            if (length >= 0 || value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 || value.Length is 0 or > 9)
            {
                defect ??= "Bad Content-Length";
                return 0;
            }
            length = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
        }
        if (length <= available)
            return length < 0 ? available : length;
        defect ??= "Content-Length exceeds the body";
        return available;
    }

    private static bool TryRequest(ReadOnlySpan<byte> line, in SipMessage.ParsedParts parts, [NotNullWhen(true)] out SipMessage? message)
    {
        message = null;
        var first = line.IndexOf((byte)' ');
        var last = line.LastIndexOf((byte)' ');
        if (first < 1 || last <= first)
            return false;
        var version = line[(last + 1)..];
        var methodName = Encoding.UTF8.GetString(line[..first]);
        if (!SipText.IsToken(methodName) || !version.StartsWith("SIP/"u8))
            return false;
        message = new SipRequest(
            parts, methodName, SipMethods.Parse(line[..first]), Encoding.UTF8.GetString(line[(first + 1)..last]), version.SequenceEqual("SIP/2.0"u8));
        return true;
    }

    private static bool TryResponse(ReadOnlySpan<byte> line, in SipMessage.ParsedParts parts, [NotNullWhen(true)] out SipMessage? message)
    {
        message = null;
        if (!line.StartsWith("SIP/2.0 "u8))
            return false;
        var rest = line[8..];
        var space = rest.IndexOf((byte)' ');
        var code = space < 0 ? rest : rest[..space];
        if (code.Length != 3 || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status is < 100 or > 699)
            return false;
        message = new SipResponse(parts, status, space < 0 ? "" : Encoding.UTF8.GetString(rest[(space + 1)..]));
        return true;
    }
}
