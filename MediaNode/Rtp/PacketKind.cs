namespace OrleansConf.MediaNode.Rtp;

/// <summary>What a packet in the jitter buffer carries.</summary>
public enum PacketKind : byte
{
    /// <summary>Encoded audio.</summary>
    Audio,

    /// <summary>Audio known to be digital silence; its payload is not kept.</summary>
    Silence,

    /// <summary>A comfort noise update (RFC 3389); nothing follows until the sender talks again.</summary>
    ComfortNoise,

    /// <summary>A key press (RFC 4733): fills its place in the sequence, sounds as silence.</summary>
    KeyPress,
}
