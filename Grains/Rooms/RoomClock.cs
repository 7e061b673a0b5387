namespace OrleansConf.Grains.Rooms;

/// <summary>What a running conference has to do by the clock, and when. Pure.</summary>
internal static class RoomClock
{
    /// <summary>While people are in, the room looks at the clock at least this often.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>When to look at the clock next: at the next deadline, or after <see cref="LongestPause"/>.</summary>
    public static TimeSpan NextLook(RoomOccurrence? window, ServicePlan plan, RunningConference conference, DateTimeOffset now)
    {
        var next = now + LongestPause;
        Consider(window?.End - plan.EndWarning);
        Consider(window?.End);
        if (plan.WithoutModeratorLimit is { } limit)
            Consider(conference.WithoutModeratorSince + limit);
        foreach (var waiting in conference.WaitingSince)
            Consider(waiting + plan.WaitingLimit);
        return next - now;

        void Consider(DateTimeOffset? deadline)
        {
            if (deadline > now && deadline < next)
                next = deadline.Value;
        }
    }
}
