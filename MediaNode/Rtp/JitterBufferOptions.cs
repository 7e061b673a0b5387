namespace OrleansConf.MediaNode.Rtp;

/// <summary>Bounds of a <see cref="JitterBuffer"/>.</summary>
public sealed class JitterBufferOptions
{
    /// <summary>Room for this many packets; a power of two.</summary>
    public int Capacity { get; init; } = 32;

    /// <summary>Bytes kept of one payload; longer packets are strays.</summary>
    public int MaxPayloadBytes { get; init; } = 480;

    /// <summary>A packet waits at least this long before its turn when a talk spurt begins: what a packet may be late by.</summary>
    public TimeSpan MinMargin { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The buffer grows no further once packets wait this long.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long the waiting times are watched before the delay is reduced.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(5);
}
