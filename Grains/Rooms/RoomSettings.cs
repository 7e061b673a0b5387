using System.ComponentModel.DataAnnotations;

namespace OrleansConf.Grains.Rooms;

/// <summary>What holds for all rooms of the provider.</summary>
public sealed class RoomSettings
{
    public const string Section = "Rooms";

    /// <summary>How long the number of a deleted room rests before another room may have it. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan NumberRest { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Media nodes store recordings. Default false: recording is refused.</summary>
    public bool RecordingAvailable { get; set; }

    /// <summary>How long a follower of a room gets its events without renewing. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan ObserverLease { get; set; } = TimeSpan.FromSeconds(60);
}
