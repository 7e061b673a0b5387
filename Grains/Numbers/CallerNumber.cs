namespace OrleansConf.Grains.Numbers;

/// <summary>The caller's number from what a trunk presents.</summary>
public static class CallerNumber
{
    private const int MinDigits = 5;

    /// <summary>E.164, or null when withheld, a name, or too short to be a number.</summary>
    public static string? Read(string? presented, bool withheld, string trunkCountry)
    {
        if (withheld || string.IsNullOrEmpty(presented))
            return null;
        var text = DialledNumberLookup.Clean(presented);
        var digits = text.StartsWith('+') ? text.AsSpan(1) : text;
        if (digits.Length < MinDigits || digits.IndexOfAnyExceptInRange('0', '9') >= 0)
            return null;
        if (E164.IsE164(text))
            return text;
        if (text.StartsWith("00", StringComparison.Ordinal))
            text = $"+{text[2..]}";
        return E164.TryRead(text, trunkCountry, out var e164) || E164.TryRead($"+{digits}", trunkCountry, out e164) ? e164 : null;
    }
}
