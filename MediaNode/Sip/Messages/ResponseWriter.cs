using OrleansConf.MediaNode.Sip.Transport;

namespace OrleansConf.MediaNode.Sip.Messages;

/// <summary>Begins responses: what each must repeat of its request (RFC 3261 §8.2.6.2).</summary>
internal static class ResponseWriter
{
    /// <param name="request">The request; a broken one is echoed as far as it goes.</param>
    /// <param name="source">Where it came from, for received and rport.</param>
    /// <param name="status">100–699.</param>
    /// <param name="phrase">Null for the usual one.</param>
    /// <param name="toTag">Added unless To has a tag, or null to add none (100 only).</param>
    public static SipWriter Begin(SipRequest request, SipFlow source, int status, string? phrase, string? toTag)
    {
        var writer = SipWriter.Rent();
        writer.Raw("SIP/2.0 "u8).Number(status).Raw(" "u8).Text(phrase ?? SipPhrases.For(status)).Line();
        WriteVias(writer, request, source);
        request.CopyTo(writer, SipHeader.From);
        if (toTag is null || request.To is not { Tag: null } to)
            request.CopyTo(writer, SipHeader.To);
        else
            writer.Header(SipHeader.To, $"{to.Text};tag={toTag}");
        request.CopyTo(writer, SipHeader.CallId);
        request.CopyTo(writer, SipHeader.CSeq);
        return writer;
    }

    private static void WriteVias(SipWriter writer, SipRequest request, SipFlow source)
    {
        var isTop = true;
        for (var i = 0; i < request.HeaderCount; i++)
        {
            if (request.HeaderAt(i) != SipHeader.Via)
                continue;
            if (isTop && request.TopVia is { } top)
                WriteTopVia(writer, request, top, source);
            else
                writer.Header(SipHeader.Via, request.RawValue(i));
            isTop = false;
        }
    }

    /// <summary>The first element gets its source; the rest of its line goes unchanged.</summary>
    private static void WriteTopVia(SipWriter writer, SipRequest request, ViaHeader top, SipFlow source)
    {
        ReadOnlySpan<char> rest = request.Text(SipHeader.Via);
        SipText.TryNextElement(ref rest, out _);
        writer.Raw("Via: "u8).Text(top.WithSource(source.Remote));
        rest = rest.Trim();
        if (!rest.IsEmpty)
            writer.Text(", ").Text(rest);
        writer.Line();
    }
}
