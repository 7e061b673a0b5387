using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using OrleansConf.Grains.Interfaces.Reservations;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.WebPortal.Reservations;

/// <summary>The reservation as an RFC 5545 file that calendars import.</summary>
public static class CalendarFile
{
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <param name="description">What the invited need: numbers, conference number, PIN. Never the ADMIN PIN: calendars are passed on.</param>
    /// <param name="location">Short form of how to get in.</param>
    /// <param name="now">Becomes DTSTAMP.</param>
    public static string Create(Reservation reservation, string description, string location, DateTimeOffset now)
    {
        var room = reservation.Room;
        var entry = new CalendarEvent
        {
            Uid = $"{room.Id}-{reservation.CreatedAt.ToUnixTimeSeconds()}@orleansconf",
            DtStamp = Utc(now),
            DtStart = room.Start is { } start ? Utc(start) : null,
            DtEnd = room.End is { } end ? Utc(end) : null,
            Summary = room.Title,
            Description = description,
            Location = location,
        };
        entry.Alarms.Add(new Alarm { Action = AlarmAction.Display, Description = room.Title, Trigger = new Trigger(Duration.FromMinutes(-10)) });

        var calendar = new Calendar { ProductId = "-//OrleansConf//Portal//EN", Method = CalendarMethods.Publish };
        calendar.Events.Add(entry);
        if (room.Recurrence is { } recurrence)
            AddSeries(calendar, entry, room, recurrence);
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    /// <summary>A series is told in its own zone, so that it keeps its hour when the clocks change.</summary>
    private static void AddSeries(Calendar calendar, CalendarEvent entry, RoomDefinition room, Recurrence recurrence)
    {
        calendar.AddTimeZone(new VTimeZone(room.TimeZone));
        (entry.DtStart, entry.DtEnd) = (Local(room.Start!.Value), Local(room.End!.Value));
        entry.RecurrenceRule = new RecurrenceRule(recurrence.Rule);
        foreach (var change in recurrence.Changes)
        {
            if (change is not { Start: { } start, End: { } end })
            {
                entry.ExceptionDates.Add(Local(change.Occurrence));
                continue;
            }

            var moved = new CalendarEvent
            {
                Uid = entry.Uid,
                DtStamp = entry.DtStamp,
                DtStart = Local(start),
                DtEnd = Local(end),
                Summary = entry.Summary,
                Description = entry.Description,
                Location = entry.Location,
                RecurrenceIdentifier = new RecurrenceIdentifier(Local(change.Occurrence), RecurrenceRange.ThisInstance),
            };
            calendar.Events.Add(moved);
        }

        CalDateTime Local(DateTimeOffset instant) => new(LocalTimes.InZone(instant, room.TimeZone), room.TimeZone);
    }

    // Instants need no VTIMEZONE, and every calendar shows them in its owner's zone.
    private static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime, CalDateTime.UtcTzId);
}
