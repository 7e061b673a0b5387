namespace OrleansConf.Grains.Billing;

/// <summary>What is stored of an account's money beside the ledger: terms and choices.</summary>
[GenerateSerializer, Alias("conf.state.account-credit")]
public sealed class AccountCreditState
{
    /// <summary>Null: there is no such account.</summary>
    [Id(0)] public AccountTerms? Terms { get; set; }

    [Id(1)] public TollFreeSettings TollFree { get; set; } = new();

    [Id(2)] public SpendCaps Caps { get; set; } = new();

    /// <summary>When the toll-free add-on was subscribed; null: it is not.</summary>
    [Id(3)] public DateTimeOffset? SubscribedAt { get; set; }

    [Id(4)] public string? BlockedReason { get; set; }

    /// <summary>Where the billing cycles are counted from.</summary>
    [Id(5)] public DateTimeOffset OpenedAt { get; set; }
}
