using System.Globalization;
using System.Text;
using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip.Dialogs;

/// <summary>Reads a key from the body of an INFO: <c>Signal=5 / Duration=160</c>, or the key alone.</summary>
internal static class DtmfInfo
{
    public const string RelayType = "application/dtmf-relay";
    public const string PlainType = "application/dtmf";

    private static readonly TimeSpan DefaultDuration = TimeSpan.FromMilliseconds(250);

    public static bool TryRead(SipRequest info, out char key, out TimeSpan duration)
    {
        key = default;
        duration = DefaultDuration;
        if (info.Body.Length > 256)
            return false;
        var body = Encoding.ASCII.GetString(info.Body.Span);
        if (info.IsContentType(PlainType))
            return TryKey(body.AsSpan().Trim(), out key);
        var found = false;
        foreach (var line in body.AsSpan().EnumerateLines())
        {
            var equals = line.IndexOf('=');
            if (equals < 0)
                continue;
            var name = line[..equals].Trim();
            var value = line[(equals + 1)..].Trim();
            if (name.Equals("Signal", StringComparison.OrdinalIgnoreCase))
                found = TryKey(value, out key);
            else if (name.Equals("Duration", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms is > 0 and <= 60_000)
                duration = TimeSpan.FromMilliseconds(ms);
        }
        return found;
    }

    /// <summary>A key as such, or its event number 10–15 (RFC 4733 §3.2).</summary>
    private static bool TryKey(ReadOnlySpan<char> value, out char key)
    {
        key = value switch
        {
            "10" => '*',
            "11" => '#',
            "12" => 'A',
            "13" => 'B',
            "14" => 'C',
            "15" => 'D',
            { Length: 1 } => char.ToUpperInvariant(value[0]),
            _ => default,
        };
        return key is (>= '0' and <= '9') or '*' or '#' or (>= 'A' and <= 'D');
    }
}
