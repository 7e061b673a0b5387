using OrleansConf.Grains.Interfaces.Plans;

namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>How an account pays. Set by the operator.</summary>
[GenerateSerializer, Immutable, Alias("conf.account-terms")]
public sealed record AccountTerms
{
    [Id(0)] public required PlanId Plan { get; init; }

    /// <summary>ISO 4217; of every amount of the account.</summary>
    [Id(1)] public required string Currency { get; init; }

    [Id(2)] public PaymentMode Payment { get; init; }

    /// <summary>How far the balance may fall below zero; null: without limit. A prepaid account has none whatever stands here.</summary>
    [Id(3)] public decimal? CreditLimit { get; init; }

    [Id(4)] public BillingContact? Contact { get; init; }

    /// <summary>The payment gateway's name for the account's card; null: none is stored.</summary>
    [Id(5)] public string? CardReference { get; init; }

    /// <summary>How far the balance may fall below zero; null: without limit.</summary>
    public decimal? Overdraft => Payment == PaymentMode.Prepaid ? 0m : CreditLimit;
}
