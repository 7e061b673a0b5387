namespace OrleansConf.Grains.Calls;

/// <summary>Names what wrong entries are counted for.</summary>
internal static class AttemptKeys
{
    private const string CallerPrefix = "caller/";
    private const string TrunkPrefix = "trunk/";
    private const string RoomPrefix = "room/";

    /// <summary>A number counts for itself. Callers who withhold it can be told apart only by where they come from and want to go.</summary>
    public static string Caller(string? number, string trunk, RoomId? room) =>
        number is null ? $"{CallerPrefix}withheld/{trunk}/{room?.Value}" : CallerPrefix + number;

    public static string Trunk(string trunk) => TrunkPrefix + trunk;

    public static string Room(RoomId room) => RoomPrefix + room.Value;

    public static bool IsCaller(string key) => key.StartsWith(CallerPrefix, StringComparison.Ordinal);

    public static bool IsTrunk(string key) => key.StartsWith(TrunkPrefix, StringComparison.Ordinal);
}
