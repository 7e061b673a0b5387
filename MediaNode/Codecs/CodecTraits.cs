namespace OrleansConf.MediaNode.Codecs;

/// <summary>Rates and sizes of a <see cref="CodecKind"/>.</summary>
public static class CodecTraits
{
    /// <summary>PCM samples per second that the codec carries here, at most: Opus also runs at 8 and 16 kHz.</summary>
    public static int SampleRate(this CodecKind codec) => codec switch
    {
        CodecKind.Pcmu or CodecKind.Pcma => 8000,
        CodecKind.Opus => 48000,
        _ => 16000,
    };

    /// <summary>Whether what a packet sounds like depends on those before it.</summary>
    public static bool HasMemory(this CodecKind codec) => codec is CodecKind.G722 or CodecKind.Opus;

    /// <summary>Whether this machine has what the codec needs: Opus is a library of the system.</summary>
    public static bool IsAvailable(CodecKind codec) => codec != CodecKind.Opus || OpusLibrary.IsAvailable;

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
