namespace OrleansConf.WebPortal.Rooms;

/// <summary>What the signed-in user may do with a room.</summary>
public enum RoomAccess
{
    /// <summary>The page says that there is no such room, whether there is one or not.</summary>
    None,

    /// <summary>The provider's operator: sees the room with masked numbers (R-ACC-9).</summary>
    Watch,

    /// <summary>The owner: sees everything and moderates.</summary>
    Moderate,
}
