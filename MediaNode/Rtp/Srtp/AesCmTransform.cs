using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace OrleansConf.MediaNode.Rtp.Srtp;

/// <summary>AES in counter mode with HMAC-SHA1 (RFC 3711 §4).</summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as its leg; the handles free themselves once nobody holds it, and no thread is sure to be the last.")]
internal sealed class AesCmTransform : SrtpTransform
{
    private const int BlockBytes = 16;
    private const int AuthenticationKeyBytes = 20;
    private const int HashBytes = 20;

    /// <summary>Longer packets than these never pass an Ethernet.</summary>
    private const int MaxPayloadBytes = 1536;

    private readonly ICryptoTransform _aes;
    private readonly IncrementalHash _hmac;
    private readonly byte[] _salt;
    private readonly byte[] _counters = new byte[MaxPayloadBytes];
    private readonly byte[] _stream = new byte[MaxPayloadBytes];

    public AesCmTransform(SrtpMasterKey master)
        : this(
            SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.RtpEncryption, master.Profile.KeyBytes()),
            SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.RtpSalt, master.Profile.SaltBytes()),
            SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.RtpAuthentication, AuthenticationKeyBytes),
            master.Profile.TagBytes())
    {
    }

    /// <summary>With session keys given, as the examples of RFC 3711 have them.</summary>
    internal AesCmTransform(byte[] sessionKey, byte[] sessionSalt, byte[] authenticationKey, int tagBytes)
    {
        using Aes aes = Aes.Create();
        // The counters are what is encrypted, so the mode makes no pattern visible.
#pragma warning disable CA5358
        aes.Mode = CipherMode.ECB;
#pragma warning restore CA5358
        aes.Padding = PaddingMode.None;
        aes.Key = sessionKey;
        _aes = aes.CreateEncryptor();
        // HMAC-SHA1 is what RFC 3711 prescribes; as a MAC it is not broken.
#pragma warning disable CA5350
        _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, authenticationKey);
#pragma warning restore CA5350
        _salt = sessionSalt;
        TagBytes = tagBytes;
    }

    public override int TagBytes { get; }

    public override void Seal(ReadOnlySpan<byte> header, ReadOnlySpan<byte> plain, Span<byte> to, uint ssrc, ulong index)
    {
        Encrypt(plain, to, ssrc, index);
        Span<byte> hash = stackalloc byte[HashBytes];
        Authenticate(header, to[..plain.Length], index, hash);
        hash[..TagBytes].CopyTo(to[plain.Length..]);
    }

    public override bool TryOpen(ReadOnlySpan<byte> header, ReadOnlySpan<byte> sealedPayload, Span<byte> to, uint ssrc, ulong index)
    {
        ReadOnlySpan<byte> cipher = sealedPayload[..^TagBytes];
        if (cipher.Length > MaxPayloadBytes)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[HashBytes];
        Authenticate(header, cipher, index, hash);
        if (!CryptographicOperations.FixedTimeEquals(hash[..TagBytes], sealedPayload[^TagBytes..]))
        {
            return false;
        }

        Encrypt(cipher, to, ssrc, index);
        return true;
    }

    /// <summary>Encrypts, or decrypts, which is the same.</summary>
    internal void Encrypt(ReadOnlySpan<byte> from, Span<byte> to, uint ssrc, ulong index)
    {
        int bytes = (from.Length + BlockBytes - 1) / BlockBytes * BlockBytes;
        FillCounters(bytes, ssrc, index);
        _aes.TransformBlock(_counters, 0, bytes, _stream, 0);
        ReadOnlySpan<byte> stream = _stream.AsSpan(0, from.Length);
        for (int i = 0; i < stream.Length; i++)
        {
            to[i] = (byte)(from[i] ^ stream[i]);
        }
    }

    /// <summary>RFC 3711 §4.1.1: salt × 2^16, over it SSRC × 2^64 and index × 2^16; the block's number in the last two bytes.</summary>
    private void FillCounters(int bytes, uint ssrc, ulong index)
    {
        Span<byte> iv = stackalloc byte[BlockBytes];
        iv.Clear();
        _salt.CopyTo(iv);
        BinaryPrimitives.WriteUInt32BigEndian(iv[4..], BinaryPrimitives.ReadUInt32BigEndian(iv[4..]) ^ ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(iv[8..], BinaryPrimitives.ReadUInt64BigEndian(iv[8..]) ^ (index << 16));
        Span<byte> counters = _counters;
        for (int at = 0, block = 0; at < bytes; at += BlockBytes, block++)
        {
            iv.CopyTo(counters[at..]);
            BinaryPrimitives.WriteUInt16BigEndian(counters[(at + 14)..], (ushort)block);
        }
    }

    /// <summary>Header, encrypted payload and rollover counter (§4.2).</summary>
    private void Authenticate(ReadOnlySpan<byte> header, ReadOnlySpan<byte> cipher, ulong index, Span<byte> hash)
    {
        Span<byte> rollovers = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(rollovers, (uint)(index >> 16));
        _hmac.AppendData(header);
        _hmac.AppendData(cipher);
        _hmac.AppendData(rollovers);
        _hmac.GetHashAndReset(hash);
    }
}
