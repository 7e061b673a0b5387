namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>Where a room comes from. Stored: values are frozen.</summary>
[GenerateSerializer, Alias("conf.room-kind")]
public enum RoomKind
{
    /// <summary>A reservation with a start and an end.</summary>
    Reserved = 0,

    /// <summary>Reservation-less, never expires (R-RES-10).</summary>
    Permanent = 1,

    /// <summary>A customer's own number in conference mode (R-ACC-4).</summary>
    OwnNumber = 2,
}
