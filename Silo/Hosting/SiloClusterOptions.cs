using System.ComponentModel.DataAnnotations;
using System.Net;

namespace OrleansConf.Silo.Hosting;

/// <summary>How this silo takes part in the cluster.</summary>
public sealed class SiloClusterOptions
{
    public const string Section = "Orleans";

    /// <summary>Processes with the same id form one cluster. Default <c>orleansconf</c>.</summary>
    [Required]
    public string ClusterId { get; set; } = "orleansconf";

    /// <summary>Stored state belongs to this service; never change it on a running system. Default <c>orleansconf</c>.</summary>
    [Required]
    public string ServiceId { get; set; } = "orleansconf";

    /// <summary>TCP port on which other silos reach this one. Default 11111.</summary>
    [Range(1, 65535)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>TCP port on which media nodes and portals reach this silo. Default 30000.</summary>
    [Range(1, 65535)]
    public int GatewayPort { get; set; } = 30000;

    /// <summary>IP address that others use to reach this silo. Default 127.0.0.1, which fits one machine.</summary>
    [Required]
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>What is wrong across fields, or null.</summary>
    public string? Validate()
    {
        if (!IPAddress.TryParse(AdvertisedAddress, out _))
            return $"{Section}:AdvertisedAddress '{AdvertisedAddress}' is not an IP address";
        return SiloPort == GatewayPort ? $"{Section}:SiloPort and {Section}:GatewayPort are both {SiloPort}" : null;
    }
}
