using OrleansConf.Grains.Interfaces.Numbers;
using PhoneNumbers;

namespace OrleansConf.WebPortal.Numbers;

/// <summary>Phone numbers as people read and type them.</summary>
public static class PhoneText
{
    private const int ShownAtEnd = 3;

    /// <summary>International form; what is no phone number stays as it is.</summary>
    public static string Show(string number) =>
        TryParse(number, null, out var parsed) ? PhoneNumberUtil.GetInstance().Format(parsed, PhoneNumberFormat.INTERNATIONAL) : number;

    /// <summary>Country code and the last three digits (R-ACC-9).</summary>
    public static string Mask(string number)
    {
        if (TryParse(number, null, out var parsed))
            return $"+{parsed.CountryCode} ••• {number[^ShownAtEnd..]}";
        return number.Length > ShownAtEnd ? $"••• {number[^ShownAtEnd..]}" : "•••";
    }

    /// <summary>E.164 of a number in any usual notation; national ones are read in the country. Null when it is none.</summary>
    public static string? ToE164(string text, string country) =>
        TryParse(text, country, out var parsed) && PhoneNumberUtil.GetInstance().IsPossibleNumber(parsed)
            ? PhoneNumberUtil.GetInstance().Format(parsed, PhoneNumberFormat.E164)
            : null;

    /// <summary>For links that make the visitor's phone dial.</summary>
    public static string DialLink(AccessNumber number) => $"tel:{number.Number}";

    private static bool TryParse(string text, string? country, out PhoneNumber parsed)
    {
        try
        {
            parsed = PhoneNumberUtil.GetInstance().Parse(text, country);
            return true;
        }
        catch (NumberParseException)
        {
            parsed = new PhoneNumber();
            return false;
        }
    }
}
