namespace OrleansConf.MediaNode.Rtp;

/// <summary>What the <see cref="JitterBuffer"/> has for the next frame.</summary>
public enum PlayoutResult
{
    /// <summary>A packet, or silence known as such.</summary>
    Packet,

    /// <summary>The packet is missing: conceal.</summary>
    Lost,

    /// <summary>Nothing is due: the sender pauses, or the buffer fills up.</summary>
    Buffering,
}
