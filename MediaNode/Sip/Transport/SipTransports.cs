using System.Net;
using OrleansConf.MediaNode.Sip.Messages;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>The transports of one stack, and the choice of the flow for a message.</summary>
internal sealed class SipTransports(UdpTransport udp, TcpTransport? tcp) : IAsyncDisposable
{
    public const int DefaultSipPort = 5060;

    public UdpTransport Udp { get; } = udp;

    public TcpTransport? Tcp { get; } = tcp;

    public SipFlow FlowTo(IPEndPoint remote, bool overTcp) =>
        overTcp && Tcp is not null ? Tcp.FlowTo(remote) : Udp.FlowTo(remote);

    /// <summary>Where the responses to a request go (RFC 3261 §18.2.2, RFC 3581 §4).</summary>
    public SipFlow ForResponses(SipRequest request, SipFlow source)
    {
        if (source.IsReliable || request.TopVia is not { } via || via.HasRport)
            return source;
        var port = via.Port ?? DefaultSipPort;
        return port == source.Remote.Port ? source : Udp.FlowTo(new IPEndPoint(source.Remote.Address, port));
    }

    public async ValueTask DisposeAsync()
    {
        Udp.Dispose();
        if (Tcp is not null)
            await Tcp.DisposeAsync();
    }
}
