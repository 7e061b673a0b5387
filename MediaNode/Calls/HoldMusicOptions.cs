using System.ComponentModel.DataAnnotations;

namespace OrleansConf.MediaNode.Calls;

/// <summary>When a line counts as playing music on hold into the room (R-CALL-9).</summary>
public sealed class HoldMusicOptions
{
    public const string Section = "HoldMusic";

    /// <summary>Sound without a pause for this long. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan After { get; set; } = TimeSpan.FromSeconds(20);
}
