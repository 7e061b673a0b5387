namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>How the call's media went.</summary>
[GenerateSerializer, Immutable, Alias("conf.call-figures")]
public sealed record CallFigures
{
    [Id(0)] public string Codec { get; init; } = "";

    [Id(1)] public long PacketsReceived { get; init; }

    [Id(2)] public long PacketsSent { get; init; }

    [Id(3)] public long PacketsLost { get; init; }

    [Id(4)] public long FramesConcealed { get; init; }

    [Id(5)] public double JitterMs { get; init; }

    [Id(6)] public double RoundTripMs { get; init; }
}
