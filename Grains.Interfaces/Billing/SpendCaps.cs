namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>What an organizer lets his conferences cost (R-BIL-5), in the account's currency; null: no cap.</summary>
[GenerateSerializer, Immutable, Alias("conf.spend-caps")]
public sealed record SpendCaps
{
    [Id(0)] public decimal? PerConference { get; init; }

    /// <summary>A day of UTC.</summary>
    [Id(1)] public decimal? PerDay { get; init; }

    /// <summary>A calendar month of UTC.</summary>
    [Id(2)] public decimal? PerMonth { get; init; }
}
