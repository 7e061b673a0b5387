using OrleansConf.Grains.Interfaces.Numbers;

namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>What the platform makes of an incoming call.</summary>
[GenerateSerializer, Immutable, Alias("conf.call-opened")]
public sealed record CallOpened
{
    /// <summary>False: reject with <see cref="SipStatus"/>; the record is written already.</summary>
    [Id(0)] public required bool Accepted { get; init; }

    /// <summary>Final SIP status of a rejected call, e.g. 404 or 603.</summary>
    [Id(1)] public int SipStatus { get; init; }

    /// <summary>Slug from <see cref="TerminationReason"/> of a rejected call.</summary>
    [Id(2)] public string Reason { get; init; } = "";

    /// <summary>Answer, play this prompt and hang up instead of rejecting at once (R-ACC-2); null: reject at once.</summary>
    [Id(3)] public string? PromptBeforeReject { get; init; }

    [Id(4)] public string Language { get; init; } = "en";

    [Id(5)] public EntrySteps Steps { get; init; }

    [Id(6)] public NumberKind NumberKind { get; init; }

    [Id(7)] public int MaxEntryAttempts { get; init; }

    [Id(8)] public TimeSpan EntryTimeout { get; init; }

    [Id(9)] public int EntryRepeats { get; init; }

    [Id(10)] public TimeSpan MaxCallLength { get; init; }
}
