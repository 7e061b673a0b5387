namespace OrleansConf.MediaNode.Codecs;

/// <summary>Turns PCM into the payloads of one stream. Allocates in its constructor only; one thread at a time.</summary>
public sealed class AudioEncoder
{
    private static readonly OpusTuning DefaultTuning = new(Bitrate: 48_000, Complexity: 5, ConstantBitrate: false, LossPercent: 0);

    private readonly G722Encoder? _g722;
    private readonly OpusEncoder? _opus;

    /// <param name="codec">The codec.</param>
    /// <param name="sampleRate">For Opus, which takes 8, 16 or 48 kHz; the others have their own.</param>
    /// <param name="tuning">For Opus.</param>
    public AudioEncoder(CodecKind codec, int sampleRate = 48000, OpusTuning? tuning = null)
    {
        Codec = codec;
        _g722 = codec == CodecKind.G722 ? new G722Encoder() : null;
        _opus = codec == CodecKind.Opus ? new OpusEncoder(sampleRate, tuning ?? DefaultTuning) : null;
    }

    public CodecKind Codec { get; }

    /// <summary>Encodes a frame at the codec's rate; returns the payload bytes.</summary>
    public int Encode(ReadOnlySpan<short> pcm, Span<byte> payload)
    {
        switch (Codec)
        {
            case CodecKind.Pcmu:
                G711.EncodeUlaw(pcm, payload);
                return pcm.Length;
            case CodecKind.Pcma:
                G711.EncodeAlaw(pcm, payload);
                return pcm.Length;
            case CodecKind.G722:
                return _g722!.Encode(pcm, payload);
            case CodecKind.L16:
                return L16.Encode(pcm, payload);
            case CodecKind.Opus:
                return _opus!.Encode(pcm, payload);
            default:
                return 0;
        }
    }

    /// <summary>Tells an Opus encoder how to go on; others take no advice.</summary>
    public void Tune(in OpusTuning tuning) => _opus?.Tune(tuning);

    /// <summary>Goes on where another encoder of the codec stands, as far as the codec has state that can be copied.</summary>
    public void CopyStateFrom(AudioEncoder other)
    {
        if (_g722 is not null && other._g722 is not null)
        {
            _g722.CopyStateFrom(other._g722);
        }
        else if (_opus is not null && other._opus is not null)
        {
            _opus.CopyStateFrom(other._opus);
        }
    }
}
