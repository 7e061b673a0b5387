namespace OrleansConf.MediaNode.Codecs;

/// <summary>What can be seen of an Opus packet without decoding it (RFC 6716 §3.1, §4.2.3, §4.3). Any thread.</summary>
public static class OpusPacket
{
    /// <summary>20 ms of digital silence, full band: what a decoder needs no memory for.</summary>
    public static ReadOnlySpan<byte> Silence => [0xF8, 0xFF, 0xFE];

    /// <summary>Packets up to this size are what is left of a frame in a pause with DTX.</summary>
    public const int DtxBytes = 2;

    /// <summary>Packets up to this size carry no sound: DTX, or <see cref="Silence"/>.</summary>
    public const int SoundlessBytes = 3;

    private const int HybridConfigs = 16;

    /// <summary>Whether the sender says that nobody talks: DTX, the voice activity flags of SILK, or the silence flag of CELT. Mono packets of one frame; others return false.</summary>
    public static bool IsInactive(ReadOnlySpan<byte> payload)
    {
        if (payload.Length <= DtxBytes)
        {
            return true;
        }

        byte toc = payload[0];
        const int StereoOrManyFrames = 0b111;
        if ((toc & StereoOrManyFrames) != 0)
        {
            return false;
        }

        int config = toc >> 3;
        if (config < HybridConfigs)
        {
            // The first bits that the range coder wrote were as likely as not, so they stand there as they are: one flag for each 20 ms.
            int flags = config < 12 ? Math.Max(1, (config & 3)) : 1;
            return payload[1] >> (8 - flags) == 0;
        }

        // The silence flag is as unlikely as 2^-15: fifteen ones.
        return payload[1] == 0xFF && (payload[2] & 0xFE) == 0xFE;
    }
}
