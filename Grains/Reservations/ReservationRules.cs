using System.Collections.Immutable;
using OrleansConf.Grains.Numbers;

namespace OrleansConf.Grains.Reservations;

/// <summary>What a reservation may be (R-RES-1 to -4). Pure; every limit is plan data.</summary>
public static class ReservationRules
{
    public const int MaxTitleLength = 200;

    /// <summary>
    /// Whether the plan allows it. <paramref name="earlierStart"/> is the start of a reservation that is being changed: keeping it
    /// asks for no lead time.
    /// </summary>
    public static ReservationOutcome Check(ReservationRequest request, ServicePlan plan, int activeReservations, DateTimeOffset now, DateTimeOffset? earlierStart = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plan);
        if (string.IsNullOrWhiteSpace(request.Title))
            return ReservationOutcome.TitleMissing;
        if (request.Title.Length > MaxTitleLength)
            return ReservationOutcome.TitleTooLong;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out _))
            return ReservationOutcome.UnknownTimeZone;
        if (request.End <= request.Start)
            return ReservationOutcome.EndBeforeStart;
        var series = CheckSeries(request, plan, out var lastEnd);
        if (series != ReservationOutcome.Accepted)
            return series;
        if (lastEnd <= now)
            return ReservationOutcome.EndBeforeStart;
        if (request.Start != earlierStart && request.Start < now + plan.MinLeadTime)
            return ReservationOutcome.StartTooSoon;
        if (request.Start != earlierStart && request.Start > now + plan.MaxLeadTime)
            return ReservationOutcome.StartTooFar;
        if (request.End - request.Start > plan.MaxRoomLife)
            return ReservationOutcome.TooLong;
        return activeReservations >= plan.MaxActiveReservations ? ReservationOutcome.TooManyActive : ReservationOutcome.Accepted;
    }

    /// <summary>Whether an occurrence of a series may be moved to the given times, or taken out: all but the last one may.</summary>
    public static ReservationOutcome CheckOccurrence(RoomDefinition room, OccurrenceChange change, ServicePlan plan, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(plan);
        var occurrences = RoomOccurrences.Of(room).All;
        if (room.Recurrence is null || !occurrences.Any(occurrence => occurrence.Id == change.Occurrence && now < occurrence.End))
            return ReservationOutcome.NoSuchOccurrence;
        if (change is not { Start: { } start, End: { } end })
            return occurrences.Length > 1 ? ReservationOutcome.Accepted : ReservationOutcome.NoSuchOccurrence;
        if (end <= start)
            return ReservationOutcome.EndBeforeStart;
        if (end - start > plan.MaxRoomLife)
            return ReservationOutcome.TooLong;
        return start < now + plan.MinLeadTime ? ReservationOutcome.StartTooSoon : ReservationOutcome.Accepted;
    }

    private static ReservationOutcome CheckSeries(ReservationRequest request, ServicePlan plan, out DateTimeOffset lastEnd)
    {
        lastEnd = request.End;
        if (request.RecurrenceRule is not { } rule)
            return ReservationOutcome.Accepted;
        if (!RoomOccurrences.TryExpand(new Recurrence { Rule = rule }, request.Start, request.End, request.TimeZone, out var series))
            return ReservationOutcome.BadRecurrence;
        lastEnd = series.All[^1].End;
        return series.All.Length > plan.MaxOccurrences ? ReservationOutcome.TooManyOccurrences : ReservationOutcome.Accepted;
    }

    /// <summary>Where a reservation stands; null once its tail is over and it leaves the list (R-RES-4).</summary>
    public static ReservationPhase? PhaseAt(DateTimeOffset start, DateTimeOffset end, ServicePlan plan, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (now >= end + plan.FinishedTail)
            return null;
        if (now >= end)
            return ReservationPhase.Finished;
        return now >= start - plan.EarlyEntry ? ReservationPhase.Open : ReservationPhase.Upcoming;
    }

    /// <summary>Numbers in any usual notation as E.164 without repetitions (R-ACC-2); false when one of them is no number.</summary>
    public static bool TryReadCallers(ImmutableArray<string> callers, string country, out ImmutableArray<string> e164)
    {
        var read = ImmutableArray.CreateBuilder<string>(callers.Length);
        e164 = [];
        foreach (var caller in callers)
        {
            if (!E164.TryRead(caller, country, out var number))
                return false;
            if (!read.Contains(number))
                read.Add(number);
        }

        e164 = read.ToImmutable();
        return true;
    }

    /// <summary>Participants with their mobile numbers as E.164; false when one of them is no number.</summary>
    public static bool TryReadInvitees(ImmutableArray<Invitee> invitees, string country, out ImmutableArray<Invitee> read)
    {
        var result = ImmutableArray.CreateBuilder<Invitee>(invitees.Length);
        read = [];
        foreach (var invitee in invitees)
        {
            var mobile = (string?)null;
            if (!string.IsNullOrWhiteSpace(invitee.Mobile))
            {
                if (!E164.TryRead(invitee.Mobile, invitee.Country ?? country, out var number))
                    return false;
                mobile = number;
            }

            result.Add(invitee with { Mobile = mobile });
        }

        read = result.ToImmutable();
        return true;
    }
}
