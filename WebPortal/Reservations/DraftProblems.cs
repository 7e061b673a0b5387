using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Reservations;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.WebPortal.Reservations;

/// <summary>What is wrong with a draft, as text keys at fields. The account grain judges again: its rules hold, these save a round.</summary>
public static class DraftProblems
{
    /// <summary>Only what cannot be sent at all; everything with a limit of the plan in it is the grain's to say.</summary>
    public static ImmutableDictionary<DraftField, string> Find(ReservationDraft draft)
    {
        var problems = ImmutableDictionary.CreateBuilder<DraftField, string>();
        if (string.IsNullOrWhiteSpace(draft.Title))
            problems[DraftField.Title] = "problem.title-missing";

        var start = Instant(draft.Start, draft.TimeZone, DraftField.Start, problems);
        var end = Instant(draft.End, draft.TimeZone, DraftField.End, problems);
        if (end <= start)
            problems[DraftField.End] = "problem.end-before-start";

        if (draft.AccessMode == AccessMode.AllowList && draft.CallerList.IsEmpty)
            problems[DraftField.Callers] = "problem.callers-missing";
        if (draft.Invitees.Any(i => !i.IsEmpty && string.IsNullOrWhiteSpace(i.Name)))
            problems[DraftField.Invitees] = "problem.invitee-name-missing";
        if (draft.Repeat is not (Repeat.Once or Repeat.Other) && draft.RepeatCount < 2)
            problems[DraftField.Repeat] = "problem.repeat-count";
        return problems.ToImmutable();
    }

    /// <summary>Where the grain's answer belongs and what it is called.</summary>
    public static (DraftField Field, string Key) Describe(ReservationOutcome outcome) => outcome switch
    {
        ReservationOutcome.TitleMissing => (DraftField.Title, "problem.title-missing"),
        ReservationOutcome.TitleTooLong => (DraftField.Title, "problem.title-too-long"),
        ReservationOutcome.UnknownTimeZone => (DraftField.TimeZone, "problem.unknown-time-zone"),
        ReservationOutcome.StartTooSoon => (DraftField.Start, "problem.start-too-soon"),
        ReservationOutcome.StartTooFar => (DraftField.Start, "problem.start-too-far"),
        ReservationOutcome.EndBeforeStart => (DraftField.End, "problem.end-before-start"),
        ReservationOutcome.TooLong => (DraftField.End, "problem.too-long"),
        ReservationOutcome.TooManyActive => (DraftField.Form, "problem.too-many-active"),
        ReservationOutcome.InvalidPhoneNumber => (DraftField.Callers, "problem.invalid-phone-number"),
        ReservationOutcome.BadRecurrence => (DraftField.Repeat, "problem.repeat-rule"),
        ReservationOutcome.TooManyOccurrences => (DraftField.Repeat, "problem.too-many-occurrences"),
        ReservationOutcome.NoSuchOccurrence => (DraftField.Form, "problem.no-such-occurrence"),
        ReservationOutcome.NotFound => (DraftField.Form, "problem.not-found"),
        _ => (DraftField.Form, "problem.unexpected"),
    };

    private static DateTimeOffset? Instant(
        DateTime? wallClock, string timeZone, DraftField field, ImmutableDictionary<DraftField, string>.Builder problems)
    {
        if (wallClock is not { } time)
        {
            problems[field] = "problem.time-missing";
            return null;
        }

        var instant = LocalTimes.ToInstant(time, timeZone);
        if (instant is null)
            problems[field] = "problem.time-skipped";
        return instant;
    }
}
