using System.Net;
using System.Net.Sockets;
using OrleansConf.MediaNode.Sip.Sdp;

namespace OrleansConf.MediaNode.Calls;

/// <summary>Which of our addresses a peer reaches us on.</summary>
public static class LocalAddress
{
    /// <summary>The address to receive a call's media at: of the family of the caller's media, which is IPv4 also when he signals over IPv6.</summary>
    public static IPAddress ForMedia(IPAddress signallingPeer, SessionDescription? offer, string? announced)
    {
        var isForeign = signallingPeer.AddressFamily == AddressFamily.InterNetworkV6;
        return Towards(isForeign && offer is not null && CodecMenu.RemoteRtpOf(offer) is { } rtp ? rtp.Address : signallingPeer, announced);
    }

    /// <summary>The announced address if one is set, else the source address the kernel would use towards the peer.</summary>
    public static IPAddress Towards(IPAddress peer, string? announced)
    {
        if (announced is { Length: > 0 })
            return IPAddress.Parse(announced);
        if (IPAddress.IsLoopback(peer))
            return peer.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        // Connecting a UDP socket sends nothing; it only asks the routing table.
        using var probe = new Socket(peer.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        probe.Connect(peer, 9);
        return ((IPEndPoint)probe.LocalEndPoint!).Address;
    }
}
