using System.Collections.Immutable;

namespace OrleansConf.MediaNode.Ivr;

/// <summary>Composes what cannot be recorded whole: digits, numbers, counted things, times and dates.</summary>
public static class Phrases
{
    /// <summary>From here on an opening is told by the clock; before, in minutes, which hold in the caller's time zone, too.</summary>
    private static readonly TimeSpan LongestCountdown = TimeSpan.FromMinutes(60);

    /// <summary>Digits one by one; anything else in the text is left out, except a leading plus.</summary>
    /// <param name="groupSize">Digits between longer breaths; 0: none.</param>
    public static PromptSequence Digits(Language language, string digits, int groupSize = 0)
    {
        var ids = new List<PromptId>(2 * digits.Length);
        int spoken = 0;
        foreach (char c in digits)
        {
            if (c == '+' && ids.Count == 0)
            {
                ids.Add(PromptIds.Plus);
                ids.Add(PromptIds.Pause);
            }
            else if (char.IsAsciiDigit(c))
            {
                if (spoken > 0)
                    ids.Add(PromptIds.Pause);
                if (groupSize > 0 && spoken > 0 && spoken % groupSize == 0)
                    ids.AddRange([PromptIds.Pause, PromptIds.Pause]);
                ids.Add(PromptCatalog.Number(c - '0'));
                spoken++;
            }
        }

        return PromptSequence.Of(language, [.. ids]);
    }

    /// <summary>A telephone number, E.164 or as it is dialled, in groups of three.</summary>
    public static PromptSequence PhoneNumber(Language language, string number) => Digits(language, number, groupSize: 3);

    /// <summary>A number from 0 to 999; a greater one is spoken digit by digit.</summary>
    public static PromptSequence Number(Language language, int value) =>
        value > 999
            ? Digits(language, value.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : PromptSequence.Of(language, [.. NumberWords.Of(language, value, counts: false)]);

    /// <summary>"one participant", "22 minutes": number and noun in their forms.</summary>
    public static PromptSequence Count(Language language, int value, CountedNoun noun)
    {
        var (one, few, many) = noun switch
        {
            CountedNoun.Participants => (PromptIds.OneParticipant, "participants-few", PromptIds.Participants),
            CountedNoun.Minutes => (PromptIds.OneMinute, "minutes-few", PromptIds.Minutes),
            CountedNoun.Seconds => (PromptIds.OneSecond, "seconds-few", PromptIds.Seconds),
            _ => throw new ArgumentOutOfRangeException(nameof(noun), noun, null),
        };
        if (value == 1)
            return PromptSequence.Of(language, one);
        var number = value > 999
            ? Number(language, value)
            : PromptSequence.Of(language, [.. NumberWords.Of(language, value, counts: true)]);
        return number.Then(language, IsPolishFew(language, value) ? new PromptId(few) : many);
    }

    /// <summary>Seconds up to a minute and a half unless they are full minutes, else minutes, rounded.</summary>
    public static PromptSequence Duration(Language language, TimeSpan duration)
    {
        int seconds = (int)Math.Round(Math.Max(0, duration.TotalSeconds));
        return seconds is < 90 and not 60
            ? Count(language, seconds, CountedNoun.Seconds)
            : Count(language, (int)Math.Round(seconds / 60.0), CountedNoun.Minutes);
    }

    /// <summary>"at 2 05 p.m.", "um 14 Uhr 5": with its preposition.</summary>
    public static PromptSequence Time(Language language, TimeOnly time) => PromptSequence.Of(language, [.. TimeWords.Of(language, time)]);

    /// <summary>"on the third of December", "trzeciego grudnia": without the year.</summary>
    public static PromptSequence Date(Language language, DateOnly date) => PromptSequence.Of(language, [.. TimeWords.Of(language, date)]);

    /// <summary>What a caller hears who is too early (R-RES-8).</summary>
    /// <param name="opensAt">When callers are let in.</param>
    /// <param name="timeZoneId">IANA id in which the time is told; UTC if null or unknown.</param>
    public static PromptSequence OpensAt(Language language, DateTimeOffset opensAt, string? timeZoneId, DateTimeOffset now)
    {
        var wait = opensAt - now;
        if (wait <= TimeSpan.Zero)
            return PromptSequence.Of(language, PromptIds.TooEarly, PromptIds.CallLater);
        if (wait <= LongestCountdown)
        {
            return PromptSequence.Of(language, PromptIds.ConferenceOpensIn)
                .Then(Count(language, (int)Math.Ceiling(wait.TotalMinutes), CountedNoun.Minutes))
                .Then(language, PromptIds.CallBackThen);
        }

        var zone = timeZoneId is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZoneId, out var found) ? found : TimeZoneInfo.Utc;
        // A time with seconds is told as the next full minute: nobody may be sent to a door that is still shut.
        var local = TimeZoneInfo.ConvertTime(opensAt.AddTicks(TimeSpan.TicksPerMinute - 1), zone);
        var date = DateOnly.FromDateTime(local.DateTime);
        int daysAhead = date.DayNumber - DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).DayNumber;
        var day = daysAhead switch
        {
            0 => PromptSequence.Of(language, PromptIds.Today),
            1 => PromptSequence.Of(language, PromptIds.Tomorrow),
            _ => Date(language, date),
        };
        return PromptSequence.Of(language, PromptIds.ConferenceOpens)
            .Then(day).Then(Time(language, TimeOnly.FromDateTime(local.DateTime)))
            .Then(language, PromptIds.Pause, PromptIds.CallBackThen);
    }

    /// <summary>"In the conference: five participants."</summary>
    public static PromptSequence InTheConference(Language language, int participants) =>
        PromptSequence.Of(language, PromptIds.InTheConference).Then(Count(language, participants, CountedNoun.Participants));

    /// <summary>"Raised hands: three."</summary>
    public static PromptSequence HandsRaised(Language language, int hands) =>
        PromptSequence.Of(language, PromptIds.HandsRaised).Then(Number(language, hands));

    /// <summary>A prompt named in a message to the room: <c>id</c>, or <c>id:seconds</c> for one that tells a duration.</summary>
    /// <remarks>Durations go with <c>ends-in</c>, <c>ends-without-moderator</c>, <c>credit-ends-in</c> and <c>conference-opens-in</c>.</remarks>
    public static bool TryAnnouncement(Language language, string prompt, out PromptSequence announcement)
    {
        announcement = PromptSequence.Empty;
        int colon = prompt.IndexOf(':', StringComparison.Ordinal);
        var id = new PromptId(colon < 0 ? prompt : prompt[..colon]);
        if (!PromptCatalog.Of(language).Contains(id) && !PromptCatalog.Sounds.Contains(id))
            return false;
        announcement = PromptSequence.Of(language, id);
        if (colon < 0)
            return true;
        if (!DurationPrompts.Contains(id) || !uint.TryParse(prompt.AsSpan(colon + 1), out uint seconds) || seconds > 999 * 60)
            return false;
        announcement = announcement.Then(Duration(language, TimeSpan.FromSeconds(seconds)));
        return true;
    }

    private static readonly ImmutableArray<PromptId> DurationPrompts =
        [PromptIds.EndsIn, PromptIds.EndsWithoutModerator, PromptIds.CreditEndsIn, PromptIds.ConferenceOpensIn];

    // Polish: 2-4, 22-24, 102 … but not 12-14. The other five languages know one and many.
    private static bool IsPolishFew(Language language, int value) =>
        language == Language.Polish && value % 10 is >= 2 and <= 4 && value % 100 is not (>= 12 and <= 14);
}
