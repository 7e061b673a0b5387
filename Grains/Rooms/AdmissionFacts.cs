namespace OrleansConf.Grains.Rooms;

/// <summary>What a room knows when a caller is at its door.</summary>
public readonly record struct AdmissionFacts
{
    public required RoomDefinition Definition { get; init; }
    public required ServicePlan Plan { get; init; }
    /// <summary>The window that is on or comes next, or the last one; null: open at any time.</summary>
    public required RoomOccurrence? Window { get; init; }

    public required DateTimeOffset Now { get; init; }
    public required int Seated { get; init; }
    public required bool Locked { get; init; }

    /// <summary>Role of a caller whom the room itself called, or who is moved here; null: he has to prove himself.</summary>
    public Role? Invited { get; init; }
}
