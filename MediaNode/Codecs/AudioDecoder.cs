namespace OrleansConf.MediaNode.Codecs;

/// <summary>Turns the payloads of one stream into PCM. Allocates in its constructor only; one thread at a time.</summary>
public sealed class AudioDecoder
{
    private readonly G722Decoder? _g722;

    public AudioDecoder(CodecKind codec)
    {
        Codec = codec;
        _g722 = codec == CodecKind.G722 ? new G722Decoder() : null;
    }

    public CodecKind Codec { get; }

    /// <summary>Decodes as much as <paramref name="pcm"/> holds; returns the samples at the codec's rate, 0 if the payload is unsound.</summary>
    public int Decode(ReadOnlySpan<byte> payload, Span<short> pcm)
    {
        switch (Codec)
        {
            case CodecKind.Pcmu:
                payload = payload[..Math.Min(payload.Length, pcm.Length)];
                G711.DecodeUlaw(payload, pcm);
                return payload.Length;
            case CodecKind.Pcma:
                payload = payload[..Math.Min(payload.Length, pcm.Length)];
                G711.DecodeAlaw(payload, pcm);
                return payload.Length;
            case CodecKind.G722:
                return _g722!.Decode(payload[..Math.Min(payload.Length, pcm.Length / 2)], pcm);
            case CodecKind.L16:
                return L16.Decode(payload, pcm);
            default:
                return 0;
        }
    }
}
