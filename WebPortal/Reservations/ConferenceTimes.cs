using System.Globalization;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.WebPortal.Reservations;

/// <summary>When a conference is, in the zone its organizer chose.</summary>
public static class ConferenceTimes
{
    /// <summary>Start, end and zone; the end's date only when it is another day. Empty for rooms without a window.</summary>
    public static string Show(RoomDefinition room)
    {
        if (LocalTimes.InZone(room.Start, room.TimeZone) is not { } start || LocalTimes.InZone(room.End, room.TimeZone) is not { } end)
            return "";
        var culture = CultureInfo.CurrentCulture;
        var until = start.Date == end.Date ? end.ToString("t", culture) : Day(end, culture);
        return $"{Day(start, culture)} – {until} ({room.TimeZone})";
    }

    private static string Day(DateTime time, CultureInfo culture) => time.ToString("ddd d MMM yyyy, ", culture) + time.ToString("t", culture);
}
