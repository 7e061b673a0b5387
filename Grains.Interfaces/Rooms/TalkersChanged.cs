using System.Collections.Immutable;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>Who talks now; the rest is silent.</summary>
[GenerateSerializer, Immutable, Alias("conf.event.talkers")]
public sealed record TalkersChanged : RoomEvent
{
    [Id(0)] public required ImmutableArray<ParticipantId> Talkers { get; init; }
}
