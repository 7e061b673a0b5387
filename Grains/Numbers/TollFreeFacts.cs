using System.Collections.Immutable;

namespace OrleansConf.Grains.Numbers;

/// <summary>Everything that decides whether an organizer pays for a call to a toll-free number.</summary>
public readonly record struct TollFreeFacts
{
    /// <summary>The account pays and has the add-on (R-NUM-3).</summary>
    public required bool Subscribed { get; init; }

    /// <summary>Blocked by the provider or for abnormal spend (R-BIL-10).</summary>
    public bool Blocked { get; init; }

    public required TollFreeSettings Account { get; init; }

    /// <summary>The conference's own choice of countries (R-NUM-6); null: as the account.</summary>
    public ImmutableArray<string>? ConferenceCountries { get; init; }

    /// <summary>The participant's switch (R-NUM-6); null: as the conference.</summary>
    public bool? Participant { get; init; }
}
