using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Numbers;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>A call asks its account for time: first when it enters, then again before the time runs out.</summary>
[GenerateSerializer, Immutable, Alias("conf.credit-request")]
public sealed record CreditRequest
{
    [Id(0)] public required CallId CallId { get; init; }

    /// <summary>Counts up with each request of the call; repeating one returns its first answer.</summary>
    [Id(1)] public required int Sequence { get; init; }

    [Id(2)] public required RoomId Room { get; init; }

    /// <summary>The running conference; null while the call would begin one.</summary>
    [Id(3)] public string? ConferenceId { get; init; }

    [Id(4)] public required NumberKind NumberKind { get; init; }

    /// <summary>Of the dialled number, ISO 3166-1 alpha-2.</summary>
    [Id(5)] public required string Country { get; init; }

    [Id(6)] public required Tariff Tariff { get; init; }

    /// <summary>Null while the call is not answered yet.</summary>
    [Id(7)] public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The conference's countries (R-NUM-6); null: as the account.</summary>
    [Id(8)] public ImmutableArray<string>? ConferenceCountries { get; init; }

    /// <summary>The participant's switch (R-NUM-6); null: as the conference.</summary>
    [Id(9)] public bool? Participant { get; init; }
}
