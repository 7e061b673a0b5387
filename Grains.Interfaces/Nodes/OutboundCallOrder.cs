using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Plans;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Grains.Interfaces.Nodes;

/// <summary>A call that a media node is to place and lead into a room (R-CALL-7).</summary>
[GenerateSerializer, Immutable, Alias("conf.outbound-call-order")]
public sealed record OutboundCallOrder
{
    /// <summary>The call's id; a node places each once.</summary>
    [Id(0)] public required CallId Call { get; init; }

    [Id(1)] public required RoomId Room { get; init; }

    /// <summary>Opens the room's door for this call: the id of the <see cref="DialOutRequest"/>.</summary>
    [Id(2)] public required Guid Invitation { get; init; }

    /// <summary>Whom to call, E.164.</summary>
    [Id(3)] public required string Number { get; init; }

    [Id(4)] public string? Name { get; init; }

    /// <summary>Who pays.</summary>
    [Id(5)] public required AccountId Account { get; init; }

    [Id(6)] public required PlanId Plan { get; init; }

    /// <summary>ISO 639-1 of the prompts.</summary>
    [Id(7)] public required string Language { get; init; }

    /// <summary>How long to let it ring.</summary>
    [Id(8)] public required TimeSpan RingTime { get; init; }

    public override string ToString() => $"order of call {Call} into {Room}";
}
