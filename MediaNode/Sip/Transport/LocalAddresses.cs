using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>Finds the local address from which a peer is reached, by asking the routing table.</summary>
internal sealed class LocalAddresses(IPAddress bound, IPAddress? announced)
{
    /// <summary>Bounds what strangers can make us remember; the table starts afresh when it is full.</summary>
    private const int MaxRemembered = 4096;

    private readonly ConcurrentDictionary<IPAddress, IPAddress> _byPeer = new();

    public IPAddress For(IPAddress peer)
    {
        if (announced is not null && !IPAddress.IsLoopback(peer))
            return announced;
        if (!bound.Equals(IPAddress.Any) && !bound.Equals(IPAddress.IPv6Any))
            return bound;
        if (_byPeer.TryGetValue(peer, out var known))
            return known;
        if (_byPeer.Count >= MaxRemembered)
            _byPeer.Clear();
        return _byPeer.GetOrAdd(peer, static p => Probe(p));
    }

    /// <summary>Connecting a UDP socket sends nothing; it only picks the source address.</summary>
    private static IPAddress Probe(IPAddress peer)
    {
        try
        {
            using var socket = new Socket(peer.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(peer, 9);
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return peer.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        }
    }
}
