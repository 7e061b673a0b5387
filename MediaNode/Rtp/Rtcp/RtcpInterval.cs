namespace OrleansConf.MediaNode.Rtp.Rtcp;

/// <summary>When the next report is due (RFC 3550 §6.2, §6.3.1). With two members the bandwidth rule never asks for more than the minimum.</summary>
public static class RtcpInterval
{
    /// <summary>The minimum of §6.2.</summary>
    private const double SecondsApart = 5.0;

    /// <summary>e - 3/2: makes up for what reconsideration would add.</summary>
    private const double Compensation = 1.21828;

    /// <param name="random">0 up to 1: reports of many calls must not keep step.</param>
    /// <param name="first">The first report of a call comes after half the time.</param>
    public static TimeSpan Next(double random, bool first) =>
        TimeSpan.FromSeconds(SecondsApart * (first ? 0.5 : 1.0) * (0.5 + random) / Compensation);
}
