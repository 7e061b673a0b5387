namespace OrleansConf.Grains.Rooms;

/// <summary>What a room knows when a caller is at its door.</summary>
public readonly record struct AdmissionFacts
{
    public required RoomDefinition Definition { get; init; }
    public required ServicePlan Plan { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required int Seated { get; init; }
    public required bool Locked { get; init; }
}
