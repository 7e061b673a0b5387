using System.Diagnostics.CodeAnalysis;

namespace OrleansConf.MediaNode.Sip.Messages;

/// <summary>A <c>name-addr</c> or <c>addr-spec</c> with header parameters: From, To, Contact, Route (RFC 3261 §20.10).</summary>
public sealed class NameAddr
{
    private NameAddr(string text, string? displayName, SipUri uri, string parameters)
    {
        Text = text;
        DisplayName = displayName;
        Uri = uri;
        Parameters = parameters;
    }

    /// <summary>The whole value as it stood on the wire.</summary>
    public string Text { get; }

    /// <summary>Without quotes and escapes, or null.</summary>
    public string? DisplayName { get; }

    public SipUri Uri { get; }

    public string? Tag => Parameter("tag");

    /// <summary>The header parameters behind the first semicolon; "" when there are none.</summary>
    internal string Parameters { get; }

    public string? Parameter(string name) => SipText.Parameter(Parameters, name);

    /// <summary>Reads one element, not a list.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out NameAddr? address)
    {
        address = null;
        text = text.Trim();
        var open = IndexOfBracket(text);
        if (open == -2)
            return false;
        string? displayName = null;
        ReadOnlySpan<char> uriText;
        ReadOnlySpan<char> tail;
        if (open >= 0)
        {
            var name = text[..open].Trim();
            displayName = name.IsEmpty ? null : SipText.Unquote(name);
            var close = text[open..].IndexOf('>');
            if (close < 0)
                return false;
            // White space within the brackets is an error that harms nobody (RFC 4475 §3.1.2.14): trimmed.
            uriText = text[(open + 1)..(open + close)].Trim();
            tail = text[(open + close + 1)..].Trim();
        }
        else
        {
            // Without brackets all parameters belong to the header (RFC 3261 §20.10).
            var semicolon = text.IndexOf(';');
            uriText = (semicolon < 0 ? text : text[..semicolon]).Trim();
            tail = semicolon < 0 ? default : text[semicolon..];
            // A comma or question mark is ambiguous there, so such a URI must be bracketed.
            if (uriText.IndexOfAny(",?") >= 0)
                return false;
        }
        if (!tail.IsEmpty && (tail[0] != ';' || !SipText.AreParameters(tail[1..])))
            return false;
        if (!SipUri.TryParse(uriText, out var uri))
            return false;
        address = new NameAddr(text.ToString(), displayName, uri, tail.IsEmpty ? "" : tail[1..].ToString());
        return true;
    }

    public override string ToString() => Text;

    /// <summary>Index of the bracket outside a quoted display name, -1 without one, -2 when a quote stays open.</summary>
    private static int IndexOfBracket(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '"')
        {
            var open = text.IndexOf('<');
            // A quote within an unquoted name, as in «"» <sip:…>, leaves it unclear where the name ends.
            return open >= 0 && text[..open].Contains('"') ? -2 : open;
        }
        return SipText.IndexOutsideQuotes(text, '<') is var at and >= 0 ? at : -2;
    }
}
