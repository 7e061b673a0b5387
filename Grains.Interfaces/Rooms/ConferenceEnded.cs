namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>The last participant left; the room stays.</summary>
[GenerateSerializer, Immutable, Alias("conf.event.ended")]
public sealed record ConferenceEnded : RoomEvent
{
    [Id(0)] public required string ConferenceId { get; init; }
}
