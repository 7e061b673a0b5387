using System.ComponentModel.DataAnnotations;

namespace OrleansConf.Grains.Nodes;

/// <summary>Leases of media nodes.</summary>
public sealed class NodeOptions
{
    public const string Section = "Nodes";

    /// <summary>How often a node gives a sign of life. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Without a sign of life for this long a node is lost and its calls are closed. Default 6 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:10:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(6);
}
