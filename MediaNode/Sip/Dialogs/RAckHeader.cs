using System.Globalization;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>Which provisional response a PRACK acknowledges: <c>RSeq CSeq Method</c> (RFC 3262 §7.2).</summary>
internal readonly record struct RAckHeader(uint RSeq, uint CSeq, string Method)
{
    public static bool TryParse(string? text, out RAckHeader rack)
    {
        rack = default;
        Span<Range> parts = stackalloc Range[4];
        var span = text.AsSpan();
        if (span.SplitAny(parts, " \t", StringSplitOptions.RemoveEmptyEntries) != 3 || !TryNumber(span[parts[0]], out var rseq)
            || !TryNumber(span[parts[1]], out var cseq))
            return false;
        rack = new RAckHeader(rseq, cseq, span[parts[2]].ToString());
        return true;
    }

    public static bool TryNumber(ReadOnlySpan<char> text, out uint number) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RSeq} {CSeq} {Method}");
}
