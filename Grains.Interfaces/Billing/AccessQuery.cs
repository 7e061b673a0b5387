using System.Collections.Immutable;

namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>For whom access numbers are looked up.</summary>
[GenerateSerializer, Immutable, Alias("conf.access-query")]
public sealed record AccessQuery
{
    /// <summary>The guest's country, ISO 3166-1 alpha-2; null: unknown.</summary>
    [Id(0)] public string? Country { get; init; }

    /// <summary>The conference's countries (R-NUM-6); null: as the account.</summary>
    [Id(1)] public ImmutableArray<string>? ConferenceCountries { get; init; }

    /// <summary>The participant's switch (R-NUM-6); null: as the conference.</summary>
    [Id(2)] public bool? Participant { get; init; }
}
