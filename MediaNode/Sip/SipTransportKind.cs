namespace OrleansConf.MediaNode.Sip;

/// <summary>How SIP messages travel.</summary>
public enum SipTransportKind
{
    Udp,
    Tcp,
    Tls,
}

internal static class SipTransportKinds
{
    public const int DefaultPort = 5060;
    public const int DefaultTlsPort = 5061;

    /// <summary>The transport's name in Via.</summary>
    public static string ViaName(this SipTransportKind kind) => kind switch
    {
        SipTransportKind.Tcp => "TCP",
        SipTransportKind.Tls => "TLS",
        _ => "UDP",
    };

    /// <summary>The parameter that brings a peer back to us the same way.</summary>
    public static string UriParameter(this SipTransportKind kind) => kind switch
    {
        SipTransportKind.Tcp => "transport=tcp",
        SipTransportKind.Tls => "transport=tls",
        _ => "",
    };

    public static int PortOf(this SipTransportKind kind) => kind == SipTransportKind.Tls ? DefaultTlsPort : DefaultPort;

    /// <summary>The transport a URI names, or null when it leaves the choice to us (RFC 3263 §4.1).</summary>
    public static SipTransportKind? Named(SipUri uri)
    {
        var name = uri.Parameter("transport") ?? "";
        if (uri.Scheme == "sips" || name.Equals("tls", StringComparison.OrdinalIgnoreCase))
            return SipTransportKind.Tls;
        if (name.Equals("tcp", StringComparison.OrdinalIgnoreCase))
            return SipTransportKind.Tcp;
        return name.Equals("udp", StringComparison.OrdinalIgnoreCase) ? SipTransportKind.Udp : null;
    }

    /// <summary>The transport for a numeric address: UDP unless the URI says otherwise.</summary>
    public static SipTransportKind Of(SipUri uri) => Named(uri) ?? SipTransportKind.Udp;
}
