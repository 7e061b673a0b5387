using System.Net;
using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>The transports of one stack, and the choice of the flow for a message.</summary>
internal sealed class SipTransports(UdpTransport udp, StreamTransport? tcp, StreamTransport tls) : IAsyncDisposable
{
    public UdpTransport Udp { get; } = udp;

    public StreamTransport? Tcp { get; } = tcp;

    /// <summary>Without a certificate it does not listen; we can still connect.</summary>
    public StreamTransport Tls { get; } = tls;

    public void Start()
    {
        Udp.Start();
        Tcp?.Start();
        Tls.Start();
    }

    /// <param name="remote">Address and port.</param>
    /// <param name="kind">TCP that is switched off falls back to UDP; TLS never falls back.</param>
    /// <param name="serverName">The domain that a TLS peer must prove to be; null: its address.</param>
    public SipFlow FlowTo(IPEndPoint remote, SipTransportKind kind, string? serverName = null) => kind switch
    {
        SipTransportKind.Tls => Tls.FlowTo(remote, serverName),
        SipTransportKind.Tcp when Tcp is not null => Tcp.FlowTo(remote, serverName),
        _ => Udp.FlowTo(remote),
    };

    /// <summary>Where the responses to a request go (RFC 3261 §18.2.2, RFC 3581 §4).</summary>
    public SipFlow ForResponses(SipRequest request, SipFlow source)
    {
        if (source.IsReliable || request.TopVia is not { } via || via.HasRport)
            return source;
        var port = via.Port ?? SipTransportKinds.DefaultPort;
        return port == source.Remote.Port ? source : Udp.FlowTo(new IPEndPoint(source.Remote.Address, port));
    }

    public async ValueTask DisposeAsync()
    {
        Udp.Dispose();
        if (Tcp is not null)
            await Tcp.DisposeAsync();
        await Tls.DisposeAsync();
    }
}
