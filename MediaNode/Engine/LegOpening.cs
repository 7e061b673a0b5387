using System.Net;

namespace OrleansConf.MediaNode.Engine;

/// <summary>What is known of a call when its media port is needed.</summary>
public sealed record LegOpening
{
    /// <summary>Our address as the caller should see it: goes into <see cref="MediaLeg.LocalRtp"/>.</summary>
    public required IPAddress LocalAddress { get; init; }

    /// <summary>Where the signalling comes from; media from there is trusted too, since SDP often shows an address behind NAT.</summary>
    public required IPAddress SignallingPeer { get; init; }

    /// <summary>The RTP address of the offer; null while it is not known (we offer).</summary>
    public IPEndPoint? RemoteRtp { get; init; }
}
