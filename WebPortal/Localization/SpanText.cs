using Microsoft.Extensions.Localization;

namespace OrleansConf.WebPortal.Localization;

/// <summary>A plan's limits as text: days, hours or minutes, whichever is whole.</summary>
public sealed class SpanText(IStringLocalizer<PortalText> text)
{
    public string Show(TimeSpan span) => span switch
    {
        { Ticks: var ticks } when ticks >= TimeSpan.TicksPerDay && ticks % TimeSpan.TicksPerDay == 0 => text["span.days", span.Days],
        { Ticks: var ticks } when ticks >= TimeSpan.TicksPerHour && ticks % TimeSpan.TicksPerHour == 0 => text["span.hours", (int)span.TotalHours],
        _ => text["span.minutes", (int)Math.Ceiling(span.TotalMinutes)],
    };
}
