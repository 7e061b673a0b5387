namespace OrleansConf.MediaNode.Codecs;

/// <summary>Turns the payloads of one stream into PCM. Allocates in its constructor only; one thread at a time.</summary>
public sealed class AudioDecoder
{
    private readonly G722Decoder? _g722;
    private readonly OpusDecoder? _opus;

    /// <param name="codec">The codec.</param>
    /// <param name="sampleRate">For Opus, which decodes to 8, 16 or 48 kHz; the others have their own.</param>
    public AudioDecoder(CodecKind codec, int sampleRate = 48000)
    {
        Codec = codec;
        _g722 = codec == CodecKind.G722 ? new G722Decoder() : null;
        _opus = codec == CodecKind.Opus ? new OpusDecoder(sampleRate) : null;
    }

    public CodecKind Codec { get; }

    /// <summary>Whether the codec fills losses by itself: <see cref="TryConceal"/>.</summary>
    public bool ConcealsLoss => _opus is not null;

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
            case CodecKind.Opus:
                return _opus!.Decode(payload, pcm);
            default:
                return 0;
        }
    }

    /// <summary>Fills <paramref name="pcm"/> in place of a lost packet; <paramref name="next"/> is the one after it, if there.</summary>
    public bool TryConceal(ReadOnlySpan<byte> next, Span<short> pcm) => _opus is not null && _opus.TryConceal(next, pcm);
}
