using System.Collections.Immutable;

namespace OrleansConf.Grains.Billing;

/// <summary>An account's money as the database has it at one instant.</summary>
public sealed record CreditPicture
{
    public required decimal Balance { get; init; }

    public required decimal SpentToday { get; init; }

    public required decimal SpentThisMonth { get; init; }

    public required ImmutableArray<CallGrant> Grants { get; init; }
}
