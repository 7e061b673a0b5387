using System.ComponentModel.DataAnnotations;

namespace OrleansConf.Grains.Billing;

/// <summary>How time is granted to calls that cost (R-BIL-4).</summary>
public sealed class CreditOptions
{
    public const string Section = "Credit";

    /// <summary>How much time a call is granted at once. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan GrantAhead { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long before its time is over a call asks for more, which is also how long before the end the moderator is warned. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "01:00:00")]
    public TimeSpan RenewAhead { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long after the end of its time a call's record is looked for, and how often again. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SettleGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call's record is looked for while its time lasts. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan LookInterval { get; set; } = TimeSpan.FromMinutes(10);
}
