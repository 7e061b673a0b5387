namespace OrleansConf.MediaNode.Ivr;

/// <summary>Composes numbers from 0 to 999 out of recorded words, by the rules of each language.</summary>
internal static class NumberWords
{
    /// <param name="value">0 to 999.</param>
    /// <param name="counts">True before a counted noun: "veintiún minutos", "vingt et une minutes", "dwie minuty".</param>
    public static List<PromptId> Of(Language language, int value, bool counts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 999);
        var words = new List<PromptId>(4);
        int hundreds = value / 100, rest = value % 100;
        if (hundreds > 0)
        {
            // Spanish: "cien", but "ciento uno".
            words.Add(language == Language.Spanish && hundreds == 1 && rest > 0 ? new("hundred-1-and") : PromptCatalog.Hundred(hundreds));
            if (language == Language.English && rest > 0)
                words.Add(new("and"));
        }

        if (rest > 0 || hundreds == 0)
            AddBelowHundred(words, language, rest, counts);
        return words;
    }

    private static void AddBelowHundred(List<PromptId> words, Language language, int value, bool counts)
    {
        int tens = value / 10 * 10, units = value % 10;
        switch (language)
        {
            case Language.German when value > 20 && units > 0:
                // Units first: "einund-zwanzig".
                words.Add(PromptCatalog.Numbered("unit-and-", units));
                words.Add(PromptCatalog.Number(tens));
                break;
            case Language.Spanish:
                AddSpanish(words, tens, units, counts);
                break;
            case Language.French:
                AddFrench(words, value, counts);
                break;
            case Language.Italian when value > 20 && units is 1 or 8:
                // The tens lose their vowel: "ventuno", "ventotto".
                words.Add(PromptCatalog.Number(value));
                break;
            case Language.Polish when counts && units == 2 && value != 12:
                if (tens > 0)
                    words.Add(PromptCatalog.Number(tens));
                words.Add(new("counted-2"));
                break;
            default:
                if (value <= 20 || units == 0)
                {
                    words.Add(PromptCatalog.Number(value));
                    break;
                }

                words.Add(PromptCatalog.Number(tens));
                words.Add(PromptCatalog.Number(units));
                break;
        }
    }

    private static void AddSpanish(List<PromptId> words, int tens, int units, bool counts)
    {
        bool shortOne = counts && units == 1 && tens != 10;
        if (tens < 30 || units == 0)
        {
            words.Add(shortOne ? PromptCatalog.Numbered("counted-", tens + 1) : PromptCatalog.Number(tens + units));
            return;
        }

        words.Add(PromptCatalog.Number(tens));
        words.Add(new("y"));
        words.Add(shortOne ? new("counted-1") : PromptCatalog.Number(units));
    }

    private static void AddFrench(List<PromptId> words, int value, bool counts)
    {
        var one = counts ? new PromptId("counted-1") : PromptCatalog.Number(1);
        // From 60 on French counts by twenties: soixante-treize, quatre-vingt-douze.
        int start = value >= 80 ? 80 : value >= 60 ? 60 : value / 10 * 10;
        int above = value - start;
        if (value <= 20 || above == 0)
        {
            words.Add(value == 1 ? one : PromptCatalog.Number(value));
            return;
        }

        // The final consonant of "vingt" is heard before what follows.
        words.Add(start == 20 ? new("twenty-linked") : PromptCatalog.Number(start));
        if (start < 80 && above is 1 or 11)
            words.Add(new("et"));
        words.Add(above == 1 ? one : PromptCatalog.Number(above));
    }
}
