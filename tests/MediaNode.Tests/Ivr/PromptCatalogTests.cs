using OrleansConf.MediaNode.Ivr;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Ivr;

public sealed class PromptCatalogTests
{
    [Fact]
    public void Names_AreFrozen()
    {
        // Names are file names of providers and go through messages: add at will, never rename or remove.
        string[] frozen = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Ivr", "PromptNames.txt"));
        var names = Languages.All.SelectMany(PromptCatalog.Of).Concat(PromptCatalog.Sounds).Select(id => id.Name).ToHashSet();

        Assert.Empty(frozen.Except(names));
        Assert.Empty(names.Except(frozen));
    }

    [Fact]
    public void EveryLanguage_HasATextForEveryPrompt_AndNoOther()
    {
        foreach (var language in Languages.All)
        {
            var texts = PromptTexts.Of(language).Select(row => row.Id).ToList();
            var ids = PromptCatalog.Of(language).Select(id => id.Name).ToList();

            Assert.Equal(texts.Count, texts.Distinct().Count());
            Assert.Equal(ids.Count, ids.Distinct().Count());
            Assert.Empty(ids.Except(texts));
            Assert.Empty(texts.Except(ids));
        }
    }

    [Fact]
    public void Texts_AreTrimmedAndEndAsSpoken()
    {
        foreach (var language in Languages.All)
            Assert.All(PromptTexts.Of(language), row => Assert.Equal(row.Text.Trim(), row.Text));
    }

    [Theory]
    [InlineData("pl-PL", true, Language.Polish)]
    [InlineData("DE", true, Language.German)]
    [InlineData("it_IT", true, Language.Italian)]
    [InlineData("plx", false, Language.English)]
    [InlineData("", false, Language.English)]
    [InlineData(null, false, Language.English)]
    public void TryParse_Tag_GivesLanguage(string? tag, bool understood, Language language)
    {
        Assert.Equal(understood, Languages.TryParse(tag, out var parsed));
        Assert.Equal(language, parsed);
    }
}
