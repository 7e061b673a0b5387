using System.Globalization;

namespace OrleansConf.WebPortal.Localization;

/// <summary>The languages of the portal.</summary>
public static class PortalLanguages
{
    public const string Default = "en";

    /// <summary>ISO 639-1, in the order of the language switch.</summary>
    public static readonly string[] Codes = ["en", "de", "es", "fr", "it", "pl"];

    public static bool IsKnown(string? code) => code is not null && Codes.Contains(code, StringComparer.Ordinal);

    public static string KnownOrDefault(string? code) => IsKnown(code) ? code! : Default;

    /// <summary>The language of the running request or circuit.</summary>
    public static string Current => KnownOrDefault(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    /// <summary>Whose dates and numbers a language writes. Plain English means the American ones, which read wrong in Europe.</summary>
    public static string FormatsOf(string code) => code == "en" ? "en-GB" : code;

    /// <summary>The language's name in itself, with a capital.</summary>
    public static string NativeName(string code)
    {
        var culture = CultureInfo.GetCultureInfo(code);
        return culture.TextInfo.ToUpper(culture.NativeName[0]) + culture.NativeName[1..];
    }
}
