namespace OrleansConf.MediaNode.Codecs;

/// <summary>Turns PCM into the payloads of one stream. Allocates in its constructor only; one thread at a time.</summary>
public sealed class AudioEncoder
{
    private readonly G722Encoder? _g722;

    public AudioEncoder(CodecKind codec)
    {
        Codec = codec;
        _g722 = codec == CodecKind.G722 ? new G722Encoder() : null;
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
            default:
                return 0;
        }
    }

    /// <summary>Goes on where another encoder of the codec stands, as far as the codec has state that can be copied.</summary>
    public void CopyStateFrom(AudioEncoder other)
    {
        if (_g722 is not null && other._g722 is not null)
        {
            _g722.CopyStateFrom(other._g722);
        }
    }
}
