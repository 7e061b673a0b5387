using System.ComponentModel.DataAnnotations;

namespace OrleansConf.Grains.Calls;

/// <summary>How the call journal writes.</summary>
public sealed class JournalOptions
{
    public const string Section = "Journal";

    /// <summary>How long a write may wait for the database before its call is told so. Default 4 s, less than a grain call's timeout.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:25")]
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Most writes in one transaction. Default 256.</summary>
    [Range(1, 10_000)]
    public int MaxBatch { get; set; } = 256;

    /// <summary>Most writes that may wait; beyond it a write fails at once. Default 20,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxQueue { get; set; } = 20_000;
}
