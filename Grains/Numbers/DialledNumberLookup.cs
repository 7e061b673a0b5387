namespace OrleansConf.Grains.Numbers;

/// <summary>Which of the provider's numbers a caller dialled.</summary>
public static class DialledNumberLookup
{
    private const int MaxLength = 32;

    /// <param name="index">The number plan.</param>
    /// <param name="dialled">User part of the request URI: E.164, with <c>00</c> or without plus, national, plain digits, or a short code.</param>
    /// <param name="trunkCountry">Country of national numbers on the trunk, ISO 3166-1 alpha-2.</param>
    /// <param name="fromSubscriber">Whether the caller may dial short codes (R-ACC-8).</param>
    /// <returns>Null when the number is not the provider's.</returns>
    public static AccessNumber? Find(NumberIndex index, string dialled, string trunkCountry, bool fromSubscriber)
    {
        ArgumentNullException.ThrowIfNull(index);
        var number = Clean(dialled);
        if (number.Length is 0 or > MaxLength)
            return null;
        if (index.Find(number) is { } exact)
            return exact;
        if (number[0] == '+')
            return null;
        if (number.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0)
            return null;
        if (number.StartsWith("00", StringComparison.Ordinal) && index.Find($"+{number.AsSpan(2)}") is { } international)
            return international;
        if (index.Find($"+{number}") is { } withoutPlus)
            return withoutPlus;
        if (fromSubscriber && index.FindShortCode(number) is { } shortCode)
            return shortCode;
        return E164.TryRead(number, trunkCountry, out var e164) ? index.Find(e164) : null;
    }

    /// <summary>Without escapes, URI parameters and visual separators (RFC 3966 §5.1.1).</summary>
    public static string Clean(string userPart)
    {
        ArgumentNullException.ThrowIfNull(userPart);
        var end = userPart.IndexOf(';', StringComparison.Ordinal);
        var text = end < 0 ? userPart : userPart[..end];
        if (text.Contains('%', StringComparison.Ordinal))
            text = Uri.UnescapeDataString(text);
        return text.AsSpan().IndexOfAny("-. ()") < 0 ? text : string.Concat(text.Where(c => c is not ('-' or '.' or ' ' or '(' or ')')));
    }
}
