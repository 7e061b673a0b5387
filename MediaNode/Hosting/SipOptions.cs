using System.ComponentModel.DataAnnotations;
using System.Net;
using OrleansConf.MediaNode.Sip;

namespace OrleansConf.MediaNode.Hosting;

/// <summary>Where SIP is answered, and for whom.</summary>
public sealed class SipOptions
{
    public const string Section = "Sip";

    /// <summary>Address to listen on. Default 0.0.0.0.</summary>
    [Required]
    public string Address { get; set; } = "0.0.0.0";

    /// <summary>UDP and TCP port; 0 takes a free one. Default 5060.</summary>
    [Range(0, 65535)]
    public int Port { get; set; } = SipStackOptions.DefaultPort;

    /// <summary>Address told to peers (Contact, SDP) when it differs from the local one, e.g. behind 1:1 NAT.</summary>
    public string? AnnouncedAddress { get; set; }

    /// <summary>New calls per second above which they are answered 503. Default 500.</summary>
    [Range(1, 100_000)]
    public int MaxInvitesPerSecond { get; set; } = SipStackOptions.DefaultMaxInvitesPerSecond;

    /// <summary>What is wrong across fields, or null.</summary>
    public string? Validate()
    {
        if (!IPAddress.TryParse(Address, out _))
            return $"{Section}:Address '{Address}' is not an IP address";
        return AnnouncedAddress is { Length: > 0 } && !IPAddress.TryParse(AnnouncedAddress, out _)
            ? $"{Section}:AnnouncedAddress '{AnnouncedAddress}' is not an IP address"
            : null;
    }
}
