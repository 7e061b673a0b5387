namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>Names a room: its conference number, or the E.164 number of an own number in conference mode.</summary>
[GenerateSerializer, Immutable, Alias("conf.room-id")]
public readonly record struct RoomId([property: Id(0)] string Value)
{
    public override string ToString() => Value;
}
