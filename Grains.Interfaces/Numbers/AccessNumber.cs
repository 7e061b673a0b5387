using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Billing;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Grains.Interfaces.Numbers;

/// <summary>A number the provider owns (R-NUM-1).</summary>
[GenerateSerializer, Immutable, Alias("conf.access-number")]
public sealed record AccessNumber
{
    /// <summary>E.164 with the leading plus; a load-test number may be plain digits.</summary>
    [Id(0)] public required string Number { get; init; }

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    [Id(1)] public required string Country { get; init; }

    [Id(2)] public string? City { get; init; }

    /// <summary>ISO 639-1 of the prompts: en, de, es, fr, it or pl.</summary>
    [Id(3)] public required string Language { get; init; }

    [Id(4)] public required NumberKind Kind { get; init; }

    [Id(5)] public required NumberUse Use { get; init; }

    /// <summary>Region whose media nodes should answer, e.g. <c>eu-central</c>.</summary>
    [Id(6)] public required string Region { get; init; }

    /// <summary>What the organizer pays per minute; zero for toll numbers.</summary>
    [Id(7)] public required Money PricePerMinute { get; init; }

    /// <summary>Dialled instead of the number by the provider's own subscribers, e.g. <c>908</c> (R-ACC-8).</summary>
    [Id(8)] public string? ShortCode { get; init; }

    /// <summary>The room behind an own number; null for shared numbers.</summary>
    [Id(9)] public RoomId? Room { get; init; }

    /// <summary>The account that an own number belongs to.</summary>
    [Id(10)] public AccountId? Owner { get; init; }

    /// <summary>Own numbers: reachable as a room now (R-ACC-3, R-ACC-4). Shared numbers: in service.</summary>
    [Id(11)] public bool InService { get; init; } = true;
}
