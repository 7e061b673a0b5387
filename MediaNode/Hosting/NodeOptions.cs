using System.ComponentModel.DataAnnotations;

namespace OrleansConf.MediaNode.Hosting;

/// <summary>Who this media node is.</summary>
public sealed class NodeOptions
{
    public const string Section = "Node";

    /// <summary>Unique in the cluster and the same after a restart. Default <c>node-1</c>.</summary>
    [Required, RegularExpression("^[A-Za-z0-9._-]{1,64}$")]
    public string Id { get; set; } = "node-1";

    /// <summary>Region whose numbers this node should answer. Default <c>eu-central</c>.</summary>
    [Required]
    public string Region { get; set; } = "eu-central";

    /// <summary>How long running calls may go on while the process stops. Default 0: they end at once with BYE.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.Zero;
}
