using OrleansConf.Grains.Interfaces.Calls;

namespace OrleansConf.MediaNode.Calls;

/// <summary>A leg's statistics as the call record keeps them.</summary>
public static class CallFiguresReader
{
    public static CallFigures Read(CallMedia? media)
    {
        if (media is null)
            return new CallFigures();
        var statistics = media.Leg.ReadStatistics();
        return new CallFigures
        {
            Codec = media.CodecName,
            PacketsReceived = statistics.PacketsReceived,
            PacketsSent = statistics.PacketsSent,
            PacketsLost = statistics.PacketsLost,
            FramesConcealed = statistics.FramesConcealed,
            JitterMs = statistics.JitterMs,
            RoundTripMs = statistics.RoundTripMs ?? 0,
        };
    }
}
