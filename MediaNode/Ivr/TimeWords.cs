namespace OrleansConf.MediaNode.Ivr;

/// <summary>Composes times of day and dates out of recorded words, by the rules of each language.</summary>
internal static class TimeWords
{
    public static List<PromptId> Of(Language language, TimeOnly time)
    {
        var words = new List<PromptId>(5);
        if (language == Language.English)
        {
            AddEnglishTime(words, time);
            return words;
        }

        if (language == Language.Polish)
            words.Add(new("at-hour"));
        words.Add(PromptCatalog.Hour(time.Hour));
        if (time.Minute == 0)
            return words;

        switch (language)
        {
            case Language.Spanish:
                words.Add(new("y"));
                break;
            case Language.Italian:
                words.Add(new("e"));
                break;
            case Language.Polish when time.Minute < 10:
                words.Add(PromptCatalog.Number(0));
                break;
        }

        // French minutes are feminine, also unsaid: "quatorze heures vingt et une".
        words.AddRange(NumberWords.Of(language, time.Minute, counts: language == Language.French));
        return words;
    }

    public static List<PromptId> Of(Language language, DateOnly date)
    {
        var month = PromptCatalog.Month(date.Month);
        var day = PromptCatalog.Day(date.Day);
        return language switch
        {
            Language.English => [new("on-the"), day, new("of"), month],
            Language.Spanish => [new("el"), day, new("de"), month],
            // Both words of a compound ordinal decline: "dwudziestego pierwszego".
            Language.Polish when date.Day > 20 && date.Day % 10 > 0 =>
                [PromptCatalog.Day(date.Day / 10 * 10), PromptCatalog.Day(date.Day % 10), month],
            _ => [day, month],
        };
    }

    private static void AddEnglishTime(List<PromptId> words, TimeOnly time)
    {
        if (time is { Minute: 0, Hour: 0 or 12 })
        {
            words.Add(new(time.Hour == 0 ? "at-midnight" : "at-noon"));
            return;
        }

        words.Add(PromptCatalog.Hour(time.Hour));
        if (time.Minute is > 0 and < 10)
            words.Add(new("oh"));
        if (time.Minute > 0)
            words.AddRange(NumberWords.Of(Language.English, time.Minute, counts: false));
        words.Add(new(time.Hour < 12 ? "am" : "pm"));
    }
}
