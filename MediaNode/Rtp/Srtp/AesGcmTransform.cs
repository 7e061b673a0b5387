using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace OrleansConf.MediaNode.Rtp.Srtp;

/// <summary>AES-GCM (RFC 7714): one pass encrypts and authenticates.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as its leg; the handles free themselves once nobody holds it, and no thread is sure to be the last.")]
internal sealed class AesGcmTransform : SrtpTransform
{
    private const int IvBytes = 12;
    private const int GcmTagBytes = 16;

    private readonly AesGcm _gcm;
    private readonly byte[] _salt;

    public AesGcmTransform(SrtpMasterKey master)
    {
        _gcm = new AesGcm(SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.RtpEncryption, master.Profile.KeyBytes()), GcmTagBytes);
        _salt = SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.RtpSalt, IvBytes);
    }

    /// <summary>With session key and salt given, as the examples of RFC 7714 have them.</summary>
    internal AesGcmTransform(byte[] sessionKey, byte[] sessionSalt)
    {
        _gcm = new AesGcm(sessionKey, GcmTagBytes);
        _salt = sessionSalt;
    }

    public override int TagBytes => GcmTagBytes;

    public override void Seal(ReadOnlySpan<byte> header, ReadOnlySpan<byte> plain, Span<byte> to, uint ssrc, ulong index)
    {
        Span<byte> iv = stackalloc byte[IvBytes];
        WriteIv(iv, ssrc, index);
        _gcm.Encrypt(iv, plain, to[..plain.Length], to.Slice(plain.Length, GcmTagBytes), header);
    }

    public override bool TryOpen(ReadOnlySpan<byte> header, ReadOnlySpan<byte> sealedPayload, Span<byte> to, uint ssrc, ulong index)
    {
        Span<byte> iv = stackalloc byte[IvBytes];
        WriteIv(iv, ssrc, index);
        ReadOnlySpan<byte> cipher = sealedPayload[..^GcmTagBytes];
        try
        {
            _gcm.Decrypt(iv, cipher, sealedPayload[^GcmTagBytes..], to[..cipher.Length], header);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            // The only way that the framework tells it; forged packets are stopped before by the address that a leg has latched to.
            return false;
        }
    }

    /// <summary>RFC 7714 §8.1: two zero bytes, SSRC, rollover counter, sequence number; the salt over it.</summary>
    private void WriteIv(Span<byte> iv, uint ssrc, ulong index)
    {
        iv[0] = iv[1] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(iv[2..], ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(iv[6..], (uint)(index >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(iv[10..], (ushort)index);
        for (int i = 0; i < IvBytes; i++)
        {
            iv[i] ^= _salt[i];
        }
    }
}
