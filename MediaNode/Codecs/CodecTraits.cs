namespace OrleansConf.MediaNode.Codecs;

/// <summary>Rates and sizes of a <see cref="CodecKind"/>.</summary>
public static class CodecTraits
{
    /// <summary>PCM samples per second that the codec carries here.</summary>
    public static int SampleRate(this CodecKind codec) =>
        codec is CodecKind.Pcmu or CodecKind.Pcma ? 8000 : 16000;

    /// <summary>RTP timestamp ticks per second (RFC 3551 §4.5.2: 8000 for G.722, by an old mistake).</summary>
    public static int ClockRate(this CodecKind codec) => codec switch
    {
        CodecKind.Opus => 48000,
        CodecKind.L16 => 16000,
        _ => 8000,
    };

    /// <summary>Payload bytes of <paramref name="milliseconds"/> of audio; for Opus the most we accept in one packet.</summary>
    public static int PayloadBytes(this CodecKind codec, int milliseconds) => codec switch
    {
        CodecKind.L16 => 32 * milliseconds,
        CodecKind.Opus => OpusMaxPayloadBytes,
        _ => 8 * milliseconds,
    };

    /// <summary>Fits 20 ms at 510 kbit/s, the codec's highest rate (RFC 6716 §2.1.1).</summary>
    public const int OpusMaxPayloadBytes = 1275;
}
