namespace OrleansConf.WebPortal.Reservations;

/// <summary>Between the organizer's wall clock and instants.</summary>
public static class LocalTimes
{
    /// <summary>Null when the zone is unknown or its clocks skip that time. Of a time that comes twice, the first is meant.</summary>
    public static DateTimeOffset? ToInstant(DateTime wallClock, string timeZone)
    {
        var local = DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) || zone.IsInvalidTime(local))
            return null;
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    /// <summary>Wall clock in the zone; UTC when the zone is unknown.</summary>
    public static DateTime? InZone(DateTimeOffset? instant, string timeZone) =>
        instant is { } at ? InZone(at, timeZone) : null;

    /// <inheritdoc cref="InZone(DateTimeOffset?, string)"/>
    public static DateTime InZone(DateTimeOffset instant, string timeZone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone)
            ? TimeZoneInfo.ConvertTime(instant, zone).DateTime
            : instant.UtcDateTime;

    /// <summary>The next half hour that leaves room for filling in the form.</summary>
    public static DateTime NextStart(DateTimeOffset now, TimeSpan leadTime, string timeZone)
    {
        var local = InZone(now + leadTime + TimeSpan.FromMinutes(10), timeZone);
        var half = TimeSpan.FromMinutes(30).Ticks;
        return new DateTime((local.Ticks + half - 1) / half * half, DateTimeKind.Unspecified);
    }
}
