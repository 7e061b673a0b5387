namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>An account's money and what its organizer decided about it.</summary>
[GenerateSerializer, Immutable, Alias("conf.account-credit-snapshot")]
public sealed record AccountCreditSnapshot
{
    [Id(0)] public required AccountTerms Terms { get; init; }

    /// <summary>The sum of the account's ledger entries.</summary>
    [Id(1)] public required Money Balance { get; init; }

    /// <summary>Set aside for calls that run.</summary>
    [Id(2)] public required Money Reserved { get; init; }

    [Id(3)] public required int OpenCalls { get; init; }

    [Id(4)] public required Money SpentToday { get; init; }

    [Id(5)] public required Money SpentThisMonth { get; init; }

    [Id(6)] public required TollFreeSettings TollFree { get; init; }

    [Id(7)] public required SpendCaps Caps { get; init; }

    /// <summary>When the toll-free add-on was subscribed; null: it is not.</summary>
    [Id(8)] public DateTimeOffset? SubscribedAt { get; init; }

    /// <summary>Why toll-free is blocked; null: it is not.</summary>
    [Id(9)] public string? BlockedReason { get; init; }

    /// <summary>The plan offers the add-on (R-NUM-3).</summary>
    [Id(10)] public bool TollFreeAvailable { get; init; }

    /// <summary>The running billing cycle (R-BIL-7).</summary>
    [Id(11)] public DateTimeOffset CycleStart { get; init; }

    [Id(12)] public DateTimeOffset CycleEnd { get; init; }
}
