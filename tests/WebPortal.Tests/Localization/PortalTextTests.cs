using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using OrleansConf.WebPortal.Localization;
using Xunit;

namespace OrleansConf.WebPortal.Tests.Localization;

/// <summary>Every text exists in all six languages and takes the same values.</summary>
public sealed partial class PortalTextTests
{
    private static readonly ResourceManager Texts = new(typeof(PortalText).FullName!, typeof(PortalText).Assembly);

    public static TheoryData<string> Translations => [.. PortalLanguages.Codes.Where(code => code != PortalLanguages.Default)];

    [Theory]
    [MemberData(nameof(Translations))]
    public void Texts_OfALanguage_HaveTheKeysOfEnglish(string language)
    {
        var english = KeysOf(CultureInfo.InvariantCulture);
        Assert.True(english.Count > 200, $"only {english.Count} English texts found");
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), KeysOf(CultureInfo.GetCultureInfo(language)).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void Texts_OfALanguage_TakeTheSameValuesAsEnglish(string language)
    {
        var translated = KeysOf(CultureInfo.GetCultureInfo(language));
        var different = KeysOf(CultureInfo.InvariantCulture)
            .Where(text => !PlaceholdersIn(text.Value).SetEquals(PlaceholdersIn(translated[text.Key])))
            .Select(text => text.Key);
        Assert.Empty(different);
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void Texts_OfALanguage_AreNotEmpty(string language) =>
        Assert.DoesNotContain(KeysOf(CultureInfo.GetCultureInfo(language)), text => string.IsNullOrWhiteSpace(text.Value));

    private static Dictionary<string, string> KeysOf(CultureInfo culture)
    {
        var set = Texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
    }

    private static HashSet<string> PlaceholdersIn(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Placeholder();
}
