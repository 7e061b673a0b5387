using System.Net;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>A way to one peer: a UDP address pair, or a connection.</summary>
internal abstract class SipFlow(IPEndPoint remote, SipTransportKind kind)
{
    public IPEndPoint Remote { get; } = remote;

    public SipTransportKind Kind { get; } = kind;

    /// <summary>The address that this peer is told to reach us at (Via, Contact).</summary>
    public abstract IPEndPoint Announced { get; }

    /// <summary>Loss is the transport's business: no retransmissions (RFC 3261 §17).</summary>
    public bool IsReliable => Kind != SipTransportKind.Udp;

    /// <summary>Fires when a connection is gone. Never for UDP.</summary>
    public virtual CancellationToken Closed => CancellationToken.None;

    /// <summary>Hands a message to the network; never blocks, never throws. False when the flow is closed or clogged.</summary>
    public abstract bool Send(ReadOnlyMemory<byte> message);

    /// <summary>The peer says by <c>alias</c> in its Via that this connection leads to that port of it too (RFC 5923 §8).</summary>
    public virtual void AddAlias(int port)
    {
    }
}
