namespace OrleansConf.MediaNode.Engine;

/// <summary>Counters of one leg since it was opened.</summary>
/// <param name="PacketsReceived">RTP packets from the peer.</param>
/// <param name="PacketsSent">RTP packets to the peer.</param>
/// <param name="PacketsLost">Never came, or too late to be of use.</param>
/// <param name="PacketsLate">Came after their turn; counted as lost too.</param>
/// <param name="PacketsDuplicate">Came twice.</param>
/// <param name="PacketsRejected">Malformed, of an unknown payload type, or not fitting the stream.</param>
/// <param name="FramesConcealed">20 ms frames filled in.</param>
/// <param name="DelayAdjustments">Frames that the jitter buffer let out or put in.</param>
/// <param name="JitterMs">Interarrival jitter (RFC 3550 §6.4.1).</param>
/// <param name="RoundTripMs">From the peer's last report; null before one came.</param>
/// <param name="Peer">How the peer hears us; null before its first report.</param>
public sealed record LegStatistics(
    long PacketsReceived,
    long PacketsSent,
    long PacketsLost,
    long PacketsLate,
    long PacketsDuplicate,
    long PacketsRejected,
    long FramesConcealed,
    long DelayAdjustments,
    double JitterMs,
    double? RoundTripMs,
    PeerReport? Peer);
