namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>What came of a wish to call someone. Frozen by a test.</summary>
[GenerateSerializer, Alias("conf.dial-out-outcome")]
public enum DialOutOutcome
{
    /// <summary>The call is being placed; <see cref="DialOutChanged"/> follows.</summary>
    Dialling = 0,

    /// <summary>Only moderators may, and only where the plan has it.</summary>
    NotAllowed = 1,
    InvalidNumber = 2,

    /// <summary>The room is full, counting those who are being called.</summary>
    RoomFull = 3,

    /// <summary>The room is not open now, or no longer there.</summary>
    NotOpen = 4,

    /// <summary>No media node can place calls now.</summary>
    NoNode = 5,
}
