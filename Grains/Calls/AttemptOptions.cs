using Microsoft.Extensions.Options;

namespace OrleansConf.Grains.Calls;

/// <summary>Limits on wrong entries across calls (R-ACC-6); the provider's, since a caller is nobody's customer yet.</summary>
public sealed class AttemptOptions
{
    public const string Section = "Attempts";

    /// <summary>Per caller number; callers who withhold it share one per room and trunk. Default 6 free, then 1 minute to 1 day, one forgotten per hour.</summary>
    [ValidateObjectMembers]
    public AttemptLimit Caller { get; set; } = new()
    {
        FreeEntries = 6,
        FirstDelay = TimeSpan.FromMinutes(1),
        LongestDelay = TimeSpan.FromDays(1),
        ForgetOneAfter = TimeSpan.FromHours(1),
    };

    /// <summary>Per trunk. Default 300 free, then 1 second to 5 minutes, one forgotten per 2 seconds.</summary>
    [ValidateObjectMembers]
    public AttemptLimit Trunk { get; set; } = new()
    {
        FreeEntries = 300,
        FirstDelay = TimeSpan.FromSeconds(1),
        LongestDelay = TimeSpan.FromMinutes(5),
        ForgetOneAfter = TimeSpan.FromSeconds(2),
    };

    /// <summary>Per room. Default 30 free, then 10 seconds to 15 minutes, one forgotten per minute.</summary>
    [ValidateObjectMembers]
    public AttemptLimit Room { get; set; } = new()
    {
        FreeEntries = 30,
        FirstDelay = TimeSpan.FromSeconds(10),
        LongestDelay = TimeSpan.FromMinutes(15),
        ForgetOneAfter = TimeSpan.FromMinutes(1),
    };

    /// <summary>
    /// Entries that a caller with fewer wrong ones of his own may make although others have used up the trunk's or the room's; so a
    /// room under attack stays open to its people. Default 2.
    /// </summary>
    [System.ComponentModel.DataAnnotations.Range(0, 100)]
    public int UnsuspectedEntries { get; set; } = 2;
}
