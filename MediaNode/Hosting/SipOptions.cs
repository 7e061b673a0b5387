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

    /// <summary>TLS port, used once <see cref="TlsCertificate"/> is set; 0 takes a free one. Default 5061.</summary>
    [Range(0, 65535)]
    public int TlsPort { get; set; } = 5061;

    /// <summary>PEM file with our certificate and its intermediates; empty: TLS is not listened for.</summary>
    public string? TlsCertificate { get; set; }

    /// <summary>PEM file with the private key. Default: it is in <see cref="TlsCertificate"/>.</summary>
    public string? TlsKey { get; set; }

    /// <summary>PEM file with the roots that peers' certificates must lead to. Default: those of the system.</summary>
    public string? TlsTrust { get; set; }

    /// <summary>Peers that connect must show a certificate of a trusted root (mutual TLS). Default false.</summary>
    public bool TlsRequireClientCertificate { get; set; }

    /// <summary>Check certificate and name of servers that we connect to. Default true.</summary>
    public bool TlsVerifyServers { get; set; } = true;

    /// <summary>What is wrong across fields, or null.</summary>
    public string? Validate()
    {
        if (!IPAddress.TryParse(Address, out _))
            return $"{Section}:Address '{Address}' is not an IP address";
        foreach (var file in new[] { TlsCertificate, TlsKey, TlsTrust })
        {
            if (file is { Length: > 0 } && !File.Exists(file))
                return $"{Section}: the TLS file '{file}' does not exist";
        }

        return AnnouncedAddress is { Length: > 0 } && !IPAddress.TryParse(AnnouncedAddress, out _)
            ? $"{Section}:AnnouncedAddress '{AnnouncedAddress}' is not an IP address"
            : null;
    }
}
