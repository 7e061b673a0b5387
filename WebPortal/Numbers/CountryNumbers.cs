using OrleansConf.Grains.Interfaces.Numbers;

namespace OrleansConf.WebPortal.Numbers;

/// <summary>The access numbers of one country.</summary>
public sealed record CountryNumbers(string Code, string Name, IReadOnlyList<AccessNumber> Numbers)
{
    /// <summary>By the reader's alphabet; toll-free numbers come first within a country.</summary>
    /// <param name="first">ISO 3166-1 alpha-2 of the country to put on top, or null.</param>
    public static IReadOnlyList<CountryNumbers> Group(IEnumerable<AccessNumber> numbers, string? first = null) =>
        [.. numbers.GroupBy(number => number.Country)
            .Select(country => new CountryNumbers(country.Key, CountryNames.Show(country.Key), [.. country.OrderByDescending(n => n.Kind).ThenBy(n => n.City, StringComparer.CurrentCulture)]))
            .OrderByDescending(country => country.Code == first)
            .ThenBy(country => country.Name, StringComparer.CurrentCultureIgnoreCase)];
}
