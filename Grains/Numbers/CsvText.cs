using System.Text;

namespace OrleansConf.Grains.Numbers;

/// <summary>Reads comma-separated text (RFC 4180); a semicolon separates, too, when the heading has no comma.</summary>
public static class CsvText
{
    /// <summary>The lines that are not blank, each with its number from 1 and its fields, trimmed.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var heading = text.AsSpan(0, text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : text.Length);
        return Read(text.TrimStart('\uFEFF'), heading.Contains(',') ? ',' : ';');
    }

    private static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(string text, char separator)
    {
        var line = 1;
        var at = 0;
        while (at < text.Length)
        {
            var startLine = line;
            var fields = ReadLine(text, separator, ref at, ref line);
            if (fields.Count > 1 || fields[0].Length > 0)
                yield return (startLine, fields);
        }
    }

    private static List<string> ReadLine(string text, char separator, ref int at, ref int line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '\n')
                line++;
            if (c == '"')
            {
                // A doubled quote within quotes is one quote.
                if (quoted && at + 1 < text.Length && text[at + 1] == '"')
                    field.Append(text[++at]);
                else
                    quoted = !quoted;
            }
            else if (!quoted && c == separator)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else if (!quoted && c == '\n')
            {
                at++;
                break;
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString().Trim());
        return fields;
    }
}
