using System.ComponentModel.DataAnnotations;

namespace OrleansConf.Grains.Calls;

/// <summary>What holds for callers on shared numbers, before it is known whose conference they want.</summary>
public sealed class CallOptions
{
    public const string Section = "Calls";

    /// <summary>Wrong entries that end a call (R-ACC-6). Default 3.</summary>
    [Range(1, 20)]
    public int MaxEntryAttempts { get; set; } = 3;

    /// <summary>How long each step waits for a key (R-CALL-1). Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan EntryTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a step repeats after a timeout. Default 2.</summary>
    [Range(0, 20)]
    public int EntryRepeats { get; set; } = 2;

    /// <summary>Longest call. Default 12 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan MaxCallLength { get; set; } = TimeSpan.FromHours(12);
}
