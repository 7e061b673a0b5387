using PhoneNumbers;

namespace OrleansConf.Grains.Numbers;

/// <summary>Reads phone numbers in any usual notation (R-ACC-2).</summary>
public static class E164
{
    private const int MinDigits = 5;
    private const int MaxDigits = 15;

    /// <summary>E.164 of a number as a person or a trunk writes it; false when it is no phone number.</summary>
    /// <param name="text">With or without plus, <c>00</c>, blanks and dashes, or in the national form of the country.</param>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="e164">With the leading plus.</param>
    public static bool TryRead(string? text, string country, out string e164)
    {
        e164 = "";
        if (string.IsNullOrWhiteSpace(text) || text.Length > 64)
            return false;
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            var number = util.Parse(text, country);
            var formatted = util.Format(number, PhoneNumberFormat.E164);
            if (!IsE164(formatted) || !(util.IsPossibleNumber(number) || text.TrimStart().StartsWith('+')))
                return false;
            e164 = formatted;
            return true;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    /// <summary>ISO 3166-1 alpha-2 of a number's country; null when it belongs to none or cannot be told.</summary>
    public static string? CountryOf(string e164)
    {
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            return util.GetRegionCodeForNumber(util.Parse(e164, null)) is { Length: 2 } country ? country : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>A plus and 5 to 15 digits.</summary>
    public static bool IsE164(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > MinDigits and <= MaxDigits + 1 && text[0] == '+' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
