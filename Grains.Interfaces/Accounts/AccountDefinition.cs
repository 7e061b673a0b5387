using OrleansConf.Grains.Interfaces.Billing;
using OrleansConf.Grains.Interfaces.Plans;

namespace OrleansConf.Grains.Interfaces.Accounts;

/// <summary>What a new account starts with.</summary>
[GenerateSerializer, Immutable, Alias("conf.account-definition")]
public sealed record AccountDefinition
{
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public required PlanId Plan { get; init; }

    /// <summary>ISO 3166-1 alpha-2; national numbers of its users are read in this country.</summary>
    [Id(2)] public required string Country { get; init; }

    /// <summary>Credited as the first ledger entry.</summary>
    [Id(3)] public required Money OpeningBalance { get; init; }

    /// <summary>Null: as the plan.</summary>
    [Id(4)] public PaymentMode? Payment { get; init; }

    /// <summary>Null: as the plan.</summary>
    [Id(5)] public decimal? CreditLimit { get; init; }

    [Id(6)] public BillingContact? BillingContact { get; init; }
}
