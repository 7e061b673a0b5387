namespace OrleansConf.TestKit.Audio;

/// <summary>How keys are pressed. Times are rounded up to whole packets of 20 ms.</summary>
public sealed record DtmfTiming
{
    public TimeSpan KeyDown { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan Gap { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>RFC 4733 §2.5.1.2 wants the marker on the first packet of a key; many gateways leave it out.</summary>
    public bool Marker { get; init; } = true;

    /// <summary>How often the packet with the end bit is sent; RFC 4733 §2.5.1.4 says three times.</summary>
    public int EndPackets { get; init; } = 3;
}
