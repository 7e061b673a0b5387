namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>What came of a command. Frozen by a test.</summary>
[GenerateSerializer, Alias("conf.room-command-outcome")]
public enum RoomCommandOutcome
{
    Done = 0,

    /// <summary>The participant has left, or never was in.</summary>
    NoSuchParticipant = 1,

    /// <summary>Only moderators may.</summary>
    NotAllowed = 2,

    /// <summary>It already was so.</summary>
    Unchanged = 3,
}
