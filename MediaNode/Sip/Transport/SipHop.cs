using System.Net;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>Where a request may be sent, and how.</summary>
/// <param name="Remote">Address and port.</param>
/// <param name="Kind">UDP, TCP or TLS.</param>
/// <param name="ServerName">The domain that a TLS peer must prove to be: the one that was asked for, not what DNS made of it (RFC 5922 §4).</param>
internal sealed record SipHop(IPEndPoint Remote, SipTransportKind Kind, string ServerName);
