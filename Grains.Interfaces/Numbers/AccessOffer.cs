using System.Collections.Immutable;

namespace OrleansConf.Grains.Interfaces.Numbers;

/// <summary>The numbers that guests of a conference may dial.</summary>
[GenerateSerializer, Immutable, Alias("conf.access-offer")]
public sealed record AccessOffer
{
    /// <summary>Toll numbers, and the toll-free ones that the organizer pays for.</summary>
    [Id(0)] public required ImmutableArray<AccessNumber> Numbers { get; init; }

    /// <summary>The number for the guest's country (R-NUM-5); null when the provider has no shared number at all.</summary>
    [Id(1)] public AccessNumber? Best { get; init; }
}
