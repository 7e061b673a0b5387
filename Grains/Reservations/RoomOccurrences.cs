using System.Collections.Immutable;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace OrleansConf.Grains.Reservations;

/// <summary>
/// The windows of a room in order of their start. A series keeps its local time: "every Monday 10:00 in Warsaw" is 10:00 there before
/// and after the clocks change. Immutable; expanding a rule costs, so make it once per definition.
/// </summary>
public sealed class RoomOccurrences
{
    /// <summary>More is no schedule of people; keeps a rule such as <c>FREQ=SECONDLY</c> from filling the memory.</summary>
    public const int Most = 1_000;

    /// <summary>Of a room that is open at any time.</summary>
    public static readonly RoomOccurrences Empty = new([]);

    private readonly ImmutableArray<RoomOccurrence> _all;

    private RoomOccurrences(ImmutableArray<RoomOccurrence> all) => _all = all;

    /// <summary>Empty for a room that is open at any time.</summary>
    public ImmutableArray<RoomOccurrence> All => _all;

    public static RoomOccurrences Of(RoomDefinition room)
    {
        ArgumentNullException.ThrowIfNull(room);
        if (room.Start is not { } start || room.End is not { } end)
            return Empty;
        return room.Recurrence is { } recurrence && TryExpand(recurrence, start, end, room.TimeZone, out var series)
            ? series
            : new([new RoomOccurrence(start, start, end)]);
    }

    /// <summary>Expands a series; false when the rule cannot be read, has no end, or yields nothing or too much.</summary>
    public static bool TryExpand(Recurrence recurrence, DateTimeOffset start, DateTimeOffset end, string timeZone, out RoomOccurrences series)
    {
        ArgumentNullException.ThrowIfNull(recurrence);
        series = Empty;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) || !TryReadRule(recurrence.Rule, zone, out var rule))
            return false;
        var localStart = TimeZoneInfo.ConvertTime(start, zone).DateTime;
        // The length is one of the wall clock, too: 23:00 to 4:00 ends at 4:00 in every night.
        var length = TimeZoneInfo.ConvertTime(end, zone).DateTime - localStart;
        var entry = new CalendarEvent { DtStart = Floating(localStart), RecurrenceRule = rule };
        var starts = entry.GetOccurrences().Take(Most + 1).Select(occurrence => occurrence.Period.StartTime.Value).ToList();
        if (starts.Count is 0 or > Most)
            return false;
        var occurrences = starts.Select(local => new RoomOccurrence(ToInstant(local, zone), ToInstant(local, zone), ToInstant(local + length, zone)));
        series = new([.. Changed(occurrences, recurrence.Changes).OrderBy(occurrence => occurrence.Start)]);
        return true;
    }

    /// <summary>The occurrence that is on or comes next; the last one when all are over; null for a room that is always open.</summary>
    public RoomOccurrence? At(DateTimeOffset now)
    {
        if (_all.IsEmpty)
            return null;
        foreach (var occurrence in _all)
        {
            if (now < occurrence.End)
                return occurrence;
        }

        return _all[^1];
    }

    private static IEnumerable<RoomOccurrence> Changed(IEnumerable<RoomOccurrence> occurrences, ImmutableArray<OccurrenceChange> changes)
    {
        foreach (var occurrence in occurrences)
        {
            if (changes.FirstOrDefault(change => change.Occurrence == occurrence.Id) is not { } change)
                yield return occurrence;
            else if (change is { Start: { } start, End: { } end })
                yield return new RoomOccurrence(occurrence.Id, start, end);
        }
    }

    private static bool TryReadRule(string text, TimeZoneInfo zone, out RecurrenceRule rule)
    {
        rule = new RecurrenceRule();
        if (text.Length > 200 || text.Contains("SECONDLY", StringComparison.Ordinal) || text.Contains("MINUTELY", StringComparison.Ordinal))
            return false;
        try
        {
            rule = new RecurrenceRule(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            return false;
        }

        if (rule.Count is null && rule.Until is null)
            return false;
        // The rule is expanded in local time, so its end is brought there (RFC 5545 §3.3.10: UNTIL is UTC when DTSTART has a zone).
        if (rule.Until is { IsUtc: true } until)
            rule.Until = Floating(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(until.Value, DateTimeKind.Utc), zone));
        return true;
    }

    private static CalDateTime Floating(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), tzId: null);

    // A time that the clocks skip is told by the offset before the gap (RFC 5545 §3.3.5); of one that comes twice the first is meant.
    private static DateTimeOffset ToInstant(DateTime wallClock, TimeZoneInfo zone)
    {
        var local = DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
            return new DateTimeOffset(local, zone.GetUtcOffset(local.AddHours(-3))).ToUniversalTime();
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
