namespace OrleansConf.MediaNode.Rtp.Srtp;

/// <summary>Protects the packets of one stream that we send. Thread of the mixer.</summary>
internal sealed class SrtpSender(SrtpMasterKey key)
{
    private readonly SrtpTransform _transform = SrtpTransform.Create(key);
    private ushort _last;
    private uint _rollovers;
    private bool _started;

    public int TagBytes => _transform.TagBytes;

    /// <summary>Encrypts a payload; packets must come in the order of their numbers.</summary>
    /// <param name="header">The RTP header, complete.</param>
    /// <param name="plain">The payload.</param>
    /// <param name="to">At least <see cref="TagBytes"/> longer; may be where the payload is.</param>
    /// <param name="ssrc">As in the header.</param>
    /// <param name="sequence">As in the header.</param>
    /// <returns>Bytes to send behind the header.</returns>
    public int Protect(ReadOnlySpan<byte> header, ReadOnlySpan<byte> plain, Span<byte> to, uint ssrc, ushort sequence)
    {
        if (_started && sequence < _last)
        {
            _rollovers++;
        }

        _started = true;
        _last = sequence;
        _transform.Seal(header, plain, to, ssrc, ((ulong)_rollovers << 16) | sequence);
        return plain.Length + _transform.TagBytes;
    }
}
