using OrleansConf.MediaNode.Ivr;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Ivr;

/// <summary>Phrases read back as the words that are recorded for their pieces.</summary>
public sealed class PhrasesTests
{
    [Theory(DisplayName = "R-CALL-2 numbers are composed as each language composes them")]
    [InlineData(Language.English, 121, "100 and 20 1")]
    [InlineData(Language.English, 300, "300")]
    [InlineData(Language.German, 21, "einund 20")]
    [InlineData(Language.German, 317, "300 17")]
    [InlineData(Language.Spanish, 100, "100")]
    [InlineData(Language.Spanish, 101, "ciento 1")]
    [InlineData(Language.Spanish, 22, "22")]
    [InlineData(Language.Spanish, 45, "40 y 5")]
    [InlineData(Language.French, 21, "vinte et 1")]
    [InlineData(Language.French, 22, "vinte 2")]
    [InlineData(Language.French, 71, "60 et 11")]
    [InlineData(Language.French, 77, "60 17")]
    [InlineData(Language.French, 80, "80")]
    [InlineData(Language.French, 81, "80 1")]
    [InlineData(Language.French, 99, "80 19")]
    [InlineData(Language.Italian, 28, "28")]
    [InlineData(Language.Italian, 29, "20 9")]
    [InlineData(Language.Polish, 222, "200 20 2")]
    [InlineData(Language.Polish, 0, "0")]
    public void Number_IsComposed(Language language, int value, string spoken) =>
        Assert.Equal(spoken, PromptTexts.Read(Phrases.Number(language, value)));

    [Theory(DisplayName = "R-CALL-1 counted things take the form of their number")]
    [InlineData(Language.English, 1, CountedNoun.Participants, "one participant.")]
    [InlineData(Language.English, 5, CountedNoun.Minutes, "5 minutes.")]
    [InlineData(Language.German, 1, CountedNoun.Minutes, "einer Minute.")]
    [InlineData(Language.German, 21, CountedNoun.Participants, "einund 20 Personen.")]
    [InlineData(Language.Spanish, 21, CountedNoun.Minutes, "veintiún minutos.")]
    [InlineData(Language.Spanish, 31, CountedNoun.Participants, "30 y un participantes.")]
    [InlineData(Language.Spanish, 11, CountedNoun.Participants, "11 participantes.")]
    [InlineData(Language.French, 21, CountedNoun.Minutes, "vinte et une minutes.")]
    [InlineData(Language.French, 81, CountedNoun.Participants, "80 une personnes.")]
    [InlineData(Language.French, 71, CountedNoun.Minutes, "60 et 11 minutes.")]
    [InlineData(Language.Italian, 21, CountedNoun.Minutes, "21 minuti.")]
    [InlineData(Language.Polish, 1, CountedNoun.Minutes, "jedną minutę.")]
    [InlineData(Language.Polish, 1, CountedNoun.Participants, "jedna osoba.")]
    [InlineData(Language.Polish, 2, CountedNoun.Participants, "dwie osoby.")]
    [InlineData(Language.Polish, 4, CountedNoun.Minutes, "4 minuty.")]
    [InlineData(Language.Polish, 5, CountedNoun.Minutes, "5 minut.")]
    [InlineData(Language.Polish, 12, CountedNoun.Minutes, "12 minut.")]
    [InlineData(Language.Polish, 13, CountedNoun.Participants, "13 osób.")]
    [InlineData(Language.Polish, 21, CountedNoun.Participants, "20 1 osób.")]
    [InlineData(Language.Polish, 22, CountedNoun.Seconds, "20 dwie sekundy.")]
    [InlineData(Language.Polish, 112, CountedNoun.Participants, "100 12 osób.")]
    [InlineData(Language.Polish, 123, CountedNoun.Participants, "100 20 3 osoby.")]
    [InlineData(Language.Polish, 0, CountedNoun.Participants, "0 osób.")]
    public void Count_TakesTheRightForm(Language language, int value, CountedNoun noun, string spoken) =>
        Assert.Equal(spoken, PromptTexts.Read(Phrases.Count(language, value, noun)));

    [Theory(DisplayName = "R-RES-8 a time and date is told in the order and forms of the language")]
    [InlineData(Language.English, "on the third of December at two oh 5 p.m.")]
    [InlineData(Language.German, "am dritten Dezember um vierzehn Uhr 5")]
    [InlineData(Language.Spanish, "el tres de diciembre a las catorce y 5")]
    [InlineData(Language.French, "le trois décembre à quatorze heures 5")]
    [InlineData(Language.Italian, "il tre dicembre alle quattordici e 5")]
    [InlineData(Language.Polish, "trzeciego grudnia o godzinie czternastej 0 5")]
    public void DateAndTime_AreToldInTheLanguagesOrder(Language language, string spoken) =>
        Assert.Equal(spoken, PromptTexts.Read(Phrases.Date(language, new DateOnly(2026, 12, 3)).Then(Phrases.Time(language, new TimeOnly(14, 5)))));

    [Theory]
    [InlineData(Language.English, 0, 0, "at midnight")]
    [InlineData(Language.English, 12, 0, "at noon")]
    [InlineData(Language.English, 12, 30, "at twelve 30 p.m.")]
    [InlineData(Language.English, 0, 15, "at twelve 15 a.m.")]
    [InlineData(Language.English, 9, 0, "at nine a.m.")]
    [InlineData(Language.French, 21, 21, "à vingt et une heures vinte et une")]
    [InlineData(Language.French, 1, 1, "à une heure une")]
    [InlineData(Language.Spanish, 1, 0, "a la una")]
    [InlineData(Language.Italian, 1, 18, "all'una e 18")]
    [InlineData(Language.Polish, 22, 30, "o godzinie dwudziestej drugiej 30")]
    public void Time_IsToldAsTheLanguageTellsIt(Language language, int hour, int minute, string spoken) =>
        Assert.Equal(spoken, PromptTexts.Read(Phrases.Time(language, new TimeOnly(hour, minute))));

    [Fact]
    public void Date_PolishCompoundDay_DeclinesBothWords() =>
        Assert.Equal("dwudziestego pierwszego stycznia", PromptTexts.Read(Phrases.Date(Language.Polish, new DateOnly(2026, 1, 21))));

    [Fact(DisplayName = "R-RES-8 a caller who is hours early hears day and time in the conference's time zone")]
    public void OpensAt_Tomorrow_IsToldInTheZoneOfTheConference()
    {
        var now = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

        var told = Phrases.OpensAt(Language.German, now.AddHours(14), "Europe/Berlin", now);

        Assert.Equal("Die Konferenz öffnet morgen um vier Uhr Bitte rufen Sie dann wieder an.", PromptTexts.Read(told));
    }

    [Theory(DisplayName = "R-RES-8 a caller who is minutes early hears how many")]
    [InlineData(20, "Konferencja zostanie otwarta za jedną minutę. Prosimy wtedy zadzwonić ponownie.")]
    [InlineData(121, "Konferencja zostanie otwarta za 3 minuty. Prosimy wtedy zadzwonić ponownie.")]
    [InlineData(-1, "Konferencja nie jest jeszcze otwarta. Prosimy zadzwonić później.")]
    public void OpensAt_WithinTheHour_CountsMinutes(int seconds, string spoken)
    {
        var now = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(spoken, PromptTexts.Read(Phrases.OpensAt(Language.Polish, now.AddSeconds(seconds), null, now)));
    }

    [Fact]
    public void OpensAt_UnknownZone_IsToldInUtc()
    {
        var now = new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

        var told = Phrases.OpensAt(Language.English, now.AddHours(50), "Nowhere/Town", now);

        Assert.Equal("The conference opens on the third of December at two p.m. Please call again then.", PromptTexts.Read(told));
    }

    [Fact]
    public void PhoneNumber_IsToldInGroupsOfThree()
    {
        var told = Phrases.PhoneNumber(Language.English, "+48 22-350");

        Assert.Equal("plus 4 8 2 2 3 5 0", PromptTexts.Read(told));
        Assert.Equal(1 + 6 + 2 * 2, told.Pieces.Count(p => p.Id == PromptIds.Pause));
    }

    [Theory]
    [InlineData(60, "one minute.")]
    [InlineData(45, "40 5 seconds.")]
    [InlineData(1, "one second.")]
    [InlineData(300, "5 minutes.")]
    [InlineData(110, "2 minutes.")]
    public void Duration_IsSecondsOrMinutes(int seconds, string spoken) =>
        Assert.Equal(spoken, PromptTexts.Read(Phrases.Duration(Language.English, TimeSpan.FromSeconds(seconds))));

    [Theory]
    [InlineData("ends-in:300", "Die Konferenz endet in 5 Minuten.")]
    [InlineData("credit-ends-in:60", "Das Guthaben für gebührenfreie Anrufe endet in einer Minute.")]
    [InlineData("recording-started", "Die Aufzeichnung wurde gestartet.")]
    public void TryAnnouncement_KnownPrompt_IsComposed(string prompt, string spoken)
    {
        Assert.True(Phrases.TryAnnouncement(Language.German, prompt, out var told));
        Assert.Equal(spoken, PromptTexts.Read(told));
    }

    [Theory]
    [InlineData("no-such-prompt")]
    [InlineData("../../etc/passwd")]
    [InlineData("ends-in:soon")]
    [InlineData("goodbye:60")]
    [InlineData("")]
    public void TryAnnouncement_Unknown_IsRefused(string prompt) =>
        Assert.False(Phrases.TryAnnouncement(Language.German, prompt, out _));

    [Fact]
    public void EveryPhrase_UsesOnlyRecordedPieces()
    {
        foreach (var language in Languages.All)
        {
            var recorded = PromptCatalog.Of(language).Append(PromptIds.Pause).ToHashSet();
            var said = new List<PromptSequence>();
            for (int n = 0; n <= 1000; n++)
            {
                said.Add(Phrases.Number(language, n));
                foreach (var noun in Enum.GetValues<CountedNoun>())
                    said.Add(Phrases.Count(language, n, noun));
            }

            for (int minute = 0; minute < 24 * 60; minute++)
                said.Add(Phrases.Time(language, new TimeOnly(minute / 60, minute % 60)));
            for (int day = 0; day < 366; day++)
                said.Add(Phrases.Date(language, new DateOnly(2028, 1, 1).AddDays(day)));

            var missing = said.SelectMany(s => s.Pieces).Select(p => p.Id).Where(id => !recorded.Contains(id)).Distinct();
            Assert.Empty(missing);
        }
    }
}
