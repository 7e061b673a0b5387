using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Billing;
using OrleansConf.Grains.Interfaces.Plans;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Grains.Interfaces.Accounts;

/// <summary>An account as its users see it.</summary>
[GenerateSerializer, Immutable, Alias("conf.account-snapshot")]
public sealed record AccountSnapshot
{
    [Id(0)] public required AccountId Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required PlanId Plan { get; init; }

    [Id(3)] public required string Country { get; init; }

    /// <summary>The sum of the account's ledger entries.</summary>
    [Id(4)] public required Money Balance { get; init; }

    [Id(5)] public required ImmutableArray<RoomId> PermanentRooms { get; init; }

    [Id(6)] public required ImmutableArray<RoomId> OwnNumberRooms { get; init; }
}
