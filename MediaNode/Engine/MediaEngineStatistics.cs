namespace OrleansConf.MediaNode.Engine;

/// <summary>Counters of the whole engine since its start.</summary>
public sealed record MediaEngineStatistics
{
    public required int Workers { get; init; }

    public required int Ports { get; init; }

    public required int Legs { get; init; }

    public required int Rooms { get; init; }

    public required long PacketsReceived { get; init; }

    public required long PacketsSent { get; init; }

    /// <summary>Packets that the kernel did not take.</summary>
    public required long SendsRefused { get; init; }

    /// <summary>Packets of senders that belong to no leg.</summary>
    public required long Strangers { get; init; }

    /// <summary>Packets of calls that had ended.</summary>
    public required long LateAfterClose { get; init; }

    /// <summary>Peers that went on from another port (NAT).</summary>
    public required long Rebound { get; init; }

    public required RtcpCounters Rtcp { get; init; }

    /// <summary>Packets that missed their turn, of open legs.</summary>
    public required long PacketsLate { get; init; }

    /// <summary>Packets that did not fit their stream, of open legs.</summary>
    public required long PacketsRejected { get; init; }

    /// <summary>20 ms frames filled in, of open legs.</summary>
    public required long FramesConcealed { get; init; }

    /// <summary>5 ms slots worked.</summary>
    public required long Slots { get; init; }

    /// <summary>Slots begun more than 5 ms late.</summary>
    public required long SlotsLate { get; init; }

    /// <summary>20 ms frames left out since the worker was 40 ms late or more.</summary>
    public required long TicksSkipped { get; init; }

    /// <summary>Ticks that ended in an exception; 0 in a sound program.</summary>
    public required long Faults { get; init; }

    /// <summary>CPU time of the workers.</summary>
    public required TimeSpan Cpu { get; init; }

    /// <summary>How late slots began: upper bound and count of each class, the last one without bound.</summary>
    public required IReadOnlyList<(TimeSpan UpTo, long Slots)> Lateness { get; init; }
}
