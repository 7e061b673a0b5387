namespace OrleansConf.MediaNode.Rtp.Srtp;

/// <summary>Seals and opens the packets of one direction. One thread; nothing is allocated per packet.</summary>
internal abstract class SrtpTransform
{
    /// <summary>What a sealed packet is longer by.</summary>
    public abstract int TagBytes { get; }

    public static SrtpTransform Create(SrtpMasterKey master) => master.Profile.IsGcm() ? new AesGcmTransform(master) : new AesCmTransform(master);

    /// <summary>Encrypts and authenticates.</summary>
    /// <param name="header">The RTP header with all that belongs to it: authenticated, sent in the clear.</param>
    /// <param name="plain">The payload.</param>
    /// <param name="to">Takes the encrypted payload and the tag; may be where <paramref name="plain"/> is.</param>
    /// <param name="ssrc">Of the stream.</param>
    /// <param name="index">48 bits: rollover counter and sequence number.</param>
    public abstract void Seal(ReadOnlySpan<byte> header, ReadOnlySpan<byte> plain, Span<byte> to, uint ssrc, ulong index);

    /// <summary>Checks and decrypts; false when it was not sealed with this key, or changed since.</summary>
    /// <param name="header">As for <see cref="Seal"/>.</param>
    /// <param name="sealedPayload">Encrypted payload and tag.</param>
    /// <param name="to">Takes the payload: as long as that less the tag.</param>
    /// <param name="ssrc">Of the stream.</param>
    /// <param name="index">As the receiver guesses it; a wrong guess fails the check.</param>
    public abstract bool TryOpen(ReadOnlySpan<byte> header, ReadOnlySpan<byte> sealedPayload, Span<byte> to, uint ssrc, ulong index);
}
