using System.Net;

namespace OrleansConf.MediaNode.Hosting;

/// <summary>Whether an address lies in one of a trunk's networks.</summary>
public static class KnownSource
{
    /// <remarks>Called for each SIP message: no allocation for IPv4.</remarks>
    public static bool IsIn(IPNetwork[] networks, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in networks)
        {
            if (network.Contains(plain))
                return true;
        }

        return false;
    }
}
