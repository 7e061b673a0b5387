using System.ComponentModel.DataAnnotations;
using System.Net;

namespace OrleansConf.MediaNode.Sip;

/// <summary>Settings of a <see cref="SipStack"/>; read once at start.</summary>
public sealed class SipStackOptions
{
    public const string Section = "Sip";
    public const int DefaultPort = 5060;
    public const int DefaultMaxTransactions = 20_000;
    public const int DefaultMaxInvitesPerSecond = 500;

    /// <summary>Address to listen on. <see cref="IPAddress.IPv6Any"/> listens for both families.</summary>
    public IPAddress BindAddress { get; set; } = IPAddress.Any;

    /// <summary>UDP and TCP port; 0 takes a free one.</summary>
    [Range(0, 65535)]
    public int Port { get; set; } = DefaultPort;

    /// <summary>Listen for TCP on the same port.</summary>
    public bool Tcp { get; set; } = true;

    /// <summary>Address put into Contact and Via; null takes the local address from which each peer is reached.</summary>
    public IPAddress? AnnouncedAddress { get; set; }

    /// <summary>For Server and User-Agent.</summary>
    public string UserAgent { get; set; } = "OrleansConf";

    /// <summary>Who may talk to us. Others get no answer at all. Called on the receive thread for each message.</summary>
    public Func<IPEndPoint, bool> AcceptSource { get; set; } = static _ => true;

    /// <summary>Live server transactions above which new INVITEs are answered 503.</summary>
    [Range(1, 1_000_000)]
    public int MaxTransactions { get; set; } = DefaultMaxTransactions;

    /// <summary>New INVITEs per second above which they are answered 503; one second's worth may come at once.</summary>
    [Range(1, 100_000)]
    public int MaxInvitesPerSecond { get; set; } = DefaultMaxInvitesPerSecond;

    /// <summary>Retry-After of those 503s.</summary>
    public TimeSpan OverloadRetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>SIP over TLS; listened for when it has a certificate.</summary>
    public SipTlsOptions Tls { get; set; } = new();

    /// <summary>TCP connections, and as many of TLS, above which new ones are closed at once.</summary>
    [Range(1, 100_000)]
    public int MaxTcpConnections { get; set; } = 2000;

    /// <summary>Name server to ask; null: those of the system.</summary>
    public IPEndPoint? NameServer { get; set; }

    /// <summary>Try IPv6 addresses of a name before its IPv4 ones.</summary>
    public bool PreferIPv6 { get; set; }

    /// <summary>How long the next hop of a call of ours may stay silent before the next one is tried.</summary>
    public TimeSpan FailoverAfter { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Session interval that we ask for and grant (RFC 4028); zero: we ask for none and grant what is asked.</summary>
    public TimeSpan SessionExpires { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Round-trip estimate (RFC 3261 §17.1.1.1).</summary>
    public TimeSpan T1 { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest interval between retransmissions of non-INVITE requests and INVITE responses.</summary>
    public TimeSpan T2 { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Longest time a message stays in the network.</summary>
    public TimeSpan T4 { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>64 × T1: Timers B, F, H, L and M.</summary>
    internal TimeSpan TransactionTimeout => 64 * T1;
}
