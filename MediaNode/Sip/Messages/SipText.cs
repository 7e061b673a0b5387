using System.Buffers;

namespace OrleansConf.MediaNode.Sip.Messages;

/// <summary>Scanning that all header grammars share: white space, tokens, quoted strings, lists, parameters.</summary>
internal static class SipText
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.!%*_+`'~");

    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && text.IndexOfAnyExcept(TokenCharacters) < 0;

    /// <summary>Index of <paramref name="wanted"/> outside quotes and angle brackets, -1 when absent, -2 when a quote stays open.</summary>
    public static int IndexOutsideQuotes(ReadOnlySpan<char> text, char wanted)
    {
        var quoted = false;
        var bracketed = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c == '\\')
                    i++;
                else if (c == '"')
                    quoted = false;
            }
            else if (c == wanted && !bracketed)
            {
                return i;
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c == '<')
            {
                bracketed = true;
            }
            else if (c == '>')
            {
                bracketed = false;
            }
        }
        return quoted ? -2 : -1;
    }

    /// <summary>Takes the next element of a comma list; false at the end or at an open quote.</summary>
    public static bool TryNextElement(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> element)
    {
        while (!rest.IsEmpty)
        {
            var comma = IndexOutsideQuotes(rest, ',');
            if (comma == -2)
                break;
            element = (comma < 0 ? rest : rest[..comma]).Trim();
            rest = comma < 0 ? default : rest[(comma + 1)..];
            if (!element.IsEmpty)
                return true;
        }
        element = default;
        return false;
    }

    /// <summary>
    /// Finds a <c>;name=value</c> parameter. The value comes without quotes and escapes, "" when there is none, null when the
    /// parameter is absent.
    /// </summary>
    public static string? Parameter(ReadOnlySpan<char> parameters, ReadOnlySpan<char> name)
    {
        while (!parameters.IsEmpty)
        {
            var end = IndexOutsideQuotes(parameters, ';');
            var parameter = (end < 0 ? parameters : parameters[..end]).Trim();
            parameters = end < 0 ? default : parameters[(end + 1)..];
            var equals = parameter.IndexOf('=');
            var key = (equals < 0 ? parameter : parameter[..equals]).Trim();
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return equals < 0 ? "" : Unquote(parameter[(equals + 1)..].Trim());
        }
        return null;
    }

    /// <summary>True when every parameter is named by a token, as <c>;;</c> or <c>;=x</c> is not.</summary>
    public static bool AreParameters(ReadOnlySpan<char> parameters)
    {
        while (true)
        {
            var end = IndexOutsideQuotes(parameters, ';');
            if (end == -2)
                return false;
            var parameter = (end < 0 ? parameters : parameters[..end]).Trim();
            var equals = parameter.IndexOf('=');
            if (!IsToken((equals < 0 ? parameter : parameter[..equals]).Trim()))
                return false;
            if (end < 0)
                return true;
            parameters = parameters[(end + 1)..];
        }
    }

    public static string Unquote(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
            return text.ToString();
        var inner = text[1..^1];
        if (!inner.Contains('\\'))
            return inner.ToString();
        Span<char> plain = inner.Length <= 256 ? stackalloc char[inner.Length] : new char[inner.Length];
        var length = 0;
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '\\' && i + 1 < inner.Length)
                i++;
            plain[length++] = inner[i];
        }
        return plain[..length].ToString();
    }

    public static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
