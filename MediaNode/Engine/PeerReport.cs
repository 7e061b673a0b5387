namespace OrleansConf.MediaNode.Engine;

/// <summary>How a peer hears us, as its last RTCP report said.</summary>
/// <param name="RoundTrip">Time to it and back; null before it could tell.</param>
/// <param name="ShareLost">Of our packets since its report before, 0-1.</param>
/// <param name="PacketsLost">Of our packets in all; negative if duplicates outweigh losses.</param>
/// <param name="JitterMs">Interarrival jitter that it sees.</param>
public sealed record PeerReport(TimeSpan? RoundTrip, double ShareLost, int PacketsLost, double JitterMs);
