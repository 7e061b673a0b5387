using System.Globalization;
using OrleansConf.Grains.Interfaces.Reservations;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.WebPortal.Reservations;

/// <summary>When a conference is, in the zone its organizer chose.</summary>
public static class ConferenceTimes
{
    /// <summary>Start, end and zone; the end's date only when it is another day. Empty for rooms without a window.</summary>
    public static string Show(RoomDefinition room) =>
        room is { Start: { } start, End: { } end } ? Show(start, end, room.TimeZone) : "";

    public static string Show(DateTimeOffset start, DateTimeOffset end, string timeZone)
    {
        var (from, to) = (LocalTimes.InZone(start, timeZone), LocalTimes.InZone(end, timeZone));
        var culture = CultureInfo.CurrentCulture;
        var until = from.Date == to.Date ? to.ToString("t", culture) : Day(to, culture);
        return $"{Day(from, culture)} – {until} ({timeZone})";
    }

    /// <summary>Of a series the window that is on or comes next.</summary>
    public static string ShowNext(Reservation reservation) => reservation.Occurrences is [var next, ..]
        ? Show(next.Start, next.End, reservation.Room.TimeZone)
        : Show(reservation.Room);

    private static string Day(DateTime time, CultureInfo culture) => time.ToString("ddd d MMM yyyy, ", culture) + time.ToString("t", culture);
}
