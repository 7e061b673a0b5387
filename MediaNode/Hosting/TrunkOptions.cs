using System.ComponentModel.DataAnnotations;
using System.Net;
using OrleansConf.MediaNode.Sip.Sdp;
using OrleansConf.MediaNode.Sip;

namespace OrleansConf.MediaNode.Hosting;

/// <summary>The trunk that calls come in on. Other sources get no answer at all.</summary>
public sealed class TrunkOptions
{
    public const string Section = "Trunk";

    /// <summary>Loopback and private networks: safe for a system with published demo PINs.</summary>
    private static readonly string[] PrivateNetworks =
        ["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7", "fe80::/10"];

    /// <summary>Name in call records. Default <c>default</c>.</summary>
    [Required]
    public string Name { get; set; } = "default";

    /// <summary>Country in whose national form numbers may arrive, ISO 3166-1 alpha-2. Default PL.</summary>
    [Required, RegularExpression("^[A-Z]{2}$")]
    public string Country { get; set; } = "PL";

    /// <summary>Networks whose calls are taken, in CIDR form. Default: loopback and private networks.</summary>
    public IReadOnlyList<string> Networks { get; set; } = [];

    /// <summary>Where calls are placed: <c>host</c> or <c>host:port</c> of the trunk. Empty: this node places none.</summary>
    public string? Outbound { get; set; }

    /// <summary>Number shown to those who are called. Default: none.</summary>
    public string CallerNumber { get; set; } = "anonymous";

    /// <summary>For a trunk that asks for a digest.</summary>
    public string? User { get; set; }

    /// <summary>From the environment, never from a file that is passed on.</summary>
    public string? Password { get; set; }

    /// <summary>What is wrong across fields, or null.</summary>
    public string? Validate()
    {
        foreach (var network in Networks)
        {
            if (!IPNetwork.TryParse(network, out _))
                return $"{Section}:Networks: '{network}' is not a network such as 203.0.113.0/24";
        }

        return null;
    }

    /// <summary>An INVITE to a number by way of the trunk.</summary>
    public SipOutboundRequest RequestTo(string number, IPEndPoint trunk, SessionDescription offer, TimeSpan ringTime) => new()
    {
        Target = SipUri.TryParse($"sip:{number}@{trunk};user=phone", out var target)
            ? target
            : throw new ArgumentException("not a number that a SIP URI can carry", nameof(number)),
        FromUser = CallerNumber,
        Proxy = trunk,
        Offer = offer,
        Timeout = ringTime,
        Credentials = User is { Length: > 0 } user ? new SipCredentials(user, Password ?? "") : null,
    };

    /// <summary>The parsed list, or the default one.</summary>
    public IPNetwork[] ReadNetworks() => [.. (Networks.Count > 0 ? Networks : PrivateNetworks).Select(text => IPNetwork.Parse(text))];
}
