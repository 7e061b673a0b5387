using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.WebPortal.Reservations;

/// <summary>The link that an organizer hands to guests.</summary>
public static class ShareLinks
{
    public static Uri For(Uri portal, RoomId room, string token) =>
        new(portal, $"join/{Uri.EscapeDataString(room.Value)}/{Uri.EscapeDataString(token)}");
}
