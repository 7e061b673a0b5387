using System.Collections.Concurrent;
using System.Globalization;

namespace OrleansConf.WebPortal.Numbers;

/// <summary>Names of countries in the reader's language, from the ICU data of the runtime.</summary>
public static class CountryNames
{
    private static readonly string[] AllCodes =
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => culture.Name.Split('-')[^1])
            .Where(code => code.Length == 2 && char.IsAsciiLetterUpper(code[0]))
            .Distinct(),
    ];

    private static readonly ConcurrentDictionary<(string Language, string Code), string> Names = new();

    /// <param name="code">ISO 3166-1 alpha-2.</param>
    public static string Show(string code) => Names.GetOrAdd((CultureInfo.CurrentUICulture.Name, code), static key => Name(key.Code));

    /// <summary>All countries in the order of the reader's alphabet.</summary>
    public static IReadOnlyList<(string Code, string Name)> All() =>
        [.. AllCodes.Select(code => (Code: code, Name: Show(code))).OrderBy(country => country.Name, StringComparer.CurrentCultureIgnoreCase)];

    // RegionInfo.DisplayName is the country's name in its own language; only a culture's name, "English (Germany)", follows the reader.
    private static string Name(string code)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo($"en-{code}").DisplayName;
            var open = culture.IndexOf('(', StringComparison.Ordinal);
            return open > 0 && culture[^1] == ')' ? culture[(open + 1)..^1] : code;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }
}
