namespace OrleansConf.Grains.Numbers;

/// <summary>How dialled numbers are understood.</summary>
public sealed class NumberOptions
{
    public const string Section = "Numbers";

    /// <summary>
    /// The provider's own subscribers, who may dial short codes (R-ACC-8): E.164 prefixes such as <c>+4822350</c>, or ranges such
    /// as <c>+48223500000-+48223509999</c>. Default: none.
    /// </summary>
    public IList<string> SubscriberRanges { get; } = [];

    /// <summary>Callers from loopback and private addresses count as own subscribers; for demo systems. Default false.</summary>
    public bool LocalCallersAreSubscribers { get; set; }
}
