using System.ComponentModel.DataAnnotations;

namespace OrleansConf.Grains.Calls;

/// <summary>How many wrong entries one caller, trunk or room may have behind it, and how long it waits after more.</summary>
public sealed class AttemptLimit
{
    /// <summary>Wrong entries that cost nothing.</summary>
    [Range(1, 1_000_000)]
    public int FreeEntries { get; set; }

    /// <summary>Wait after the last free one; it doubles with each further wrong entry.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FirstDelay { get; set; }

    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan LongestDelay { get; set; }

    /// <summary>One wrong entry is forgotten each time this has passed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan ForgetOneAfter { get; set; }
}
