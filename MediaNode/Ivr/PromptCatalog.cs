using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace OrleansConf.MediaNode.Ivr;

/// <summary>Every recorded piece there is. A file is looked for only under one of these names.</summary>
public static class PromptCatalog
{
    private static readonly FrozenDictionary<Language, ImmutableArray<PromptId>> FormsByLanguage = new Dictionary<Language, ImmutableArray<PromptId>>
    {
        [Language.English] = Ids(["and", "on-the", "of", "oh", "am", "pm", "at-noon", "at-midnight"]),
        [Language.German] = Ids(Enumerable.Range(1, 9).Select(n => $"unit-and-{n}")),
        [Language.Spanish] = Ids(
            [.. Enumerable.Range(21, 9).Select(n => $"number-{n}"), "y", "el", "de", "hundred-1-and", "counted-1", "counted-21"]),
        [Language.French] = Ids(["et", "twenty-linked", "counted-1"]),
        [Language.Italian] = Ids([.. Enumerable.Range(2, 8).SelectMany(t => new[] { $"number-{t}1", $"number-{t}8" }), "e"]),
        [Language.Polish] = Ids(["participants-few", "minutes-few", "seconds-few", "counted-2", "at-hour"]),
    }.ToFrozenDictionary();

    /// <summary>Sentences and words that every language has.</summary>
    public static ImmutableArray<PromptId> Spoken { get; } = [.. Named(), .. Numerals()];

    /// <summary>Sounds without a language.</summary>
    public static ImmutableArray<PromptId> Sounds { get; } = [PromptIds.EntryTone, PromptIds.ExitTone, PromptIds.Beep, PromptIds.HoldMusic];

    /// <summary>Everything that is recorded in a language: <see cref="Spoken"/> and its own forms.</summary>
    public static IEnumerable<PromptId> Of(Language language) =>
        language == Language.Polish
            ? Spoken.Where(id => !ComposedPolishDays.Contains(id)).Concat(FormsByLanguage[language])
            : Spoken.Concat(FormsByLanguage[language]);

    /// <summary>0 to 20 and the tens; also digits. What lies between is composed (<see cref="Phrases"/>).</summary>
    public static PromptId Number(int value) => Numbered("number-", value);

    public static PromptId Hundred(int hundreds) => Numbered("hundred-", hundreds);

    /// <summary>The full hour, 0 to 23, with the preposition that "when?" asks for.</summary>
    public static PromptId Hour(int hour) => Numbered("hour-", hour);

    /// <summary>The day of the month, 1 to 31, in the form that stands in a date.</summary>
    public static PromptId Day(int day) => Numbered("day-", day);

    public static PromptId Month(int month) => Numbered("month-", month);

    internal static PromptId Numbered(string prefix, int value) => new(prefix + value.ToString(CultureInfo.InvariantCulture));

    // "dwudziestego pierwszego": both words decline, so that the compound is two pieces.
    private static ImmutableArray<PromptId> ComposedPolishDays => [.. Enumerable.Range(21, 9).Append(31).Select(Day)];

    private static IEnumerable<PromptId> Named() =>
        typeof(PromptIds).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (PromptId)f.GetValue(null)!)
            .Where(id => id != PromptIds.Pause && !IsSound(id));

    private static bool IsSound(PromptId id) =>
        id == PromptIds.EntryTone || id == PromptIds.ExitTone || id == PromptIds.Beep || id == PromptIds.HoldMusic;

    private static IEnumerable<PromptId> Numerals() =>
    [
        .. Enumerable.Range(0, 21).Select(Number),
        .. Enumerable.Range(3, 7).Select(t => Number(t * 10)),
        .. Enumerable.Range(1, 9).Select(Hundred),
        .. Enumerable.Range(0, 24).Select(Hour),
        .. Enumerable.Range(1, 31).Select(Day),
        .. Enumerable.Range(1, 12).Select(Month),
    ];

    private static ImmutableArray<PromptId> Ids(IEnumerable<string> names) => [.. names.Select(n => new PromptId(n))];
}
