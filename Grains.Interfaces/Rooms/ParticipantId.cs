namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>One seat in one room; new for each admission.</summary>
[GenerateSerializer, Immutable, Alias("conf.participant-id")]
public readonly record struct ParticipantId([property: Id(0)] string Value)
{
    public override string ToString() => Value;
}
