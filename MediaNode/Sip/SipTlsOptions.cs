using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace OrleansConf.MediaNode.Sip;

/// <summary>SIP over TLS (RFC 3261 §26.2, RFC 5922). Read once at start.</summary>
public sealed class SipTlsOptions
{
    public const int DefaultMaxHandshakes = 200;

    /// <summary>Our certificate with its private key and intermediates; null: TLS is not listened for, but can be used outwards.</summary>
    public SslStreamCertificateContext? Certificate { get; set; }

    /// <summary>0 takes a free port.</summary>
    public int Port { get; set; } = SipTransportKinds.DefaultTlsPort;

    /// <summary>Roots that peers' certificates must lead to; empty: those of the system.</summary>
    public X509Certificate2Collection TrustedRoots { get; set; } = [];

    /// <summary>Peers that connect to us must show a certificate of a trusted root (mutual TLS).</summary>
    public bool RequireClientCertificate { get; set; }

    /// <summary>Check the certificates of servers that we connect to, name included. False takes any: encryption without proof.</summary>
    public bool VerifyServers { get; set; } = true;

    /// <summary>A connection whose handshake takes longer is closed.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Handshakes under way at once; further connections are closed unanswered.</summary>
    public int MaxHandshakes { get; set; } = DefaultMaxHandshakes;
}
