namespace OrleansConf.WebPortal.Rooms;

/// <summary>What an event means for a picture of the room.</summary>
public enum RoomNews
{
    /// <summary>The picture is one revision further.</summary>
    Applied,

    /// <summary>The picture knows it already.</summary>
    Known,

    /// <summary>Events were lost or the room came to life again: fetch the snapshot.</summary>
    Missed,
}
