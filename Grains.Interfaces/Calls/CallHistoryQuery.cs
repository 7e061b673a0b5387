using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>Which records of an account; newest first.</summary>
[GenerateSerializer, Immutable, Alias("conf.call-history-query")]
public sealed record CallHistoryQuery
{
    /// <summary>Null: of all accounts, for the operator.</summary>
    [Id(0)] public AccountId? Account { get; init; }

    [Id(1)] public RoomId? Room { get; init; }

    [Id(2)] public DateTimeOffset? From { get; init; }

    [Id(3)] public DateTimeOffset? To { get; init; }

    [Id(4)] public int Skip { get; init; }

    /// <summary>1 to 500.</summary>
    [Id(5)] public int Take { get; init; } = 50;
}
