using System.ComponentModel.DataAnnotations;

namespace OrleansConf.Silo.Demo;

/// <summary>What an embedded system starts with beside the demo account.</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>False: start empty. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Numbers 8001, 8002, … that are open rooms without a participant limit, for load tests. Default 0.</summary>
    [Range(0, 10_000)]
    public int LoadRooms { get; set; }
}
