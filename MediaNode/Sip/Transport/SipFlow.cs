using System.Net;

namespace OrleansConf.MediaNode.Sip.Transport;

/// <summary>A way to one peer: a UDP address pair, or a connection.</summary>
internal abstract class SipFlow(IPEndPoint remote)
{
    public IPEndPoint Remote { get; } = remote;

    /// <summary>The address that this peer is told to reach us at (Via, Contact).</summary>
    public abstract IPEndPoint Announced { get; }

    /// <summary><c>UDP</c>, <c>TCP</c>: the transport in Via.</summary>
    public abstract string TransportName { get; }

    /// <summary>Loss is the transport's business: no retransmissions (RFC 3261 §17).</summary>
    public abstract bool IsReliable { get; }

    /// <summary>Fires when a connection is gone. Never for UDP.</summary>
    public virtual CancellationToken Closed => CancellationToken.None;

    /// <summary>Hands a message to the network; never blocks, never throws. False when the flow is closed or clogged.</summary>
    public abstract bool Send(ReadOnlyMemory<byte> message);
}
