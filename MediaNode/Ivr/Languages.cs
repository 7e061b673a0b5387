namespace OrleansConf.MediaNode.Ivr;

/// <summary>The languages of the voice prompts and their ISO 639-1 codes, which also name the prompt folders.</summary>
public static class Languages
{
    private static readonly string[] Codes = ["en", "de", "es", "fr", "it", "pl"];

    public static IReadOnlyList<Language> All { get; } =
        [Language.English, Language.German, Language.Spanish, Language.French, Language.Italian, Language.Polish];

    public static string Code(this Language language) => Codes[(int)language];

    /// <summary>Understands a code ("pl") or a tag that begins with one ("pl-PL"), in any case.</summary>
    public static bool TryParse(string? tag, out Language language)
    {
        language = Language.English;
        if (string.IsNullOrEmpty(tag))
            return false;
        int end = tag.AsSpan().IndexOfAny('-', '_');
        ReadOnlySpan<char> code = end < 0 ? tag : tag.AsSpan(0, end);
        for (int i = 0; i < Codes.Length; i++)
        {
            if (code.Equals(Codes[i], StringComparison.OrdinalIgnoreCase))
            {
                language = (Language)i;
                return true;
            }
        }

        return false;
    }
}
