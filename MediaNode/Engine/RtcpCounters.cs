namespace OrleansConf.MediaNode.Engine;

/// <summary>RTCP packets of the whole engine since its start.</summary>
/// <param name="Sent">Reports and goodbyes sent.</param>
/// <param name="Received">Sound packets of a known peer.</param>
/// <param name="Malformed">Not RTCP, or its lengths do not add up.</param>
/// <param name="Strangers">Of senders that belong to no leg.</param>
public sealed record RtcpCounters(long Sent, long Received, long Malformed, long Strangers);
