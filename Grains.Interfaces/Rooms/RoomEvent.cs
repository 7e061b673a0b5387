namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>News of a room. A gap in <see cref="Revision"/> means: fetch the snapshot.</summary>
[GenerateSerializer, Immutable, Alias("conf.room-event")]
public abstract record RoomEvent
{
    [Id(0)] public required RoomId Room { get; init; }

    [Id(1)] public required long Revision { get; init; }

    [Id(2)] public required Guid Incarnation { get; init; }
}
