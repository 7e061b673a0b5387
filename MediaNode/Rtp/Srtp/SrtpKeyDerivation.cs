using System.Security.Cryptography;

namespace OrleansConf.MediaNode.Rtp.Srtp;

/// <summary>Makes session keys of a master key (RFC 3711 §4.3, key derivation rate 0).</summary>
internal static class SrtpKeyDerivation
{
    public const byte RtpEncryption = 0;
    public const byte RtpAuthentication = 1;
    public const byte RtpSalt = 2;
    public const byte RtcpEncryption = 3;
    public const byte RtcpAuthentication = 4;
    public const byte RtcpSalt = 5;

    private const int BlockBytes = 16;

    /// <param name="masterKey">16 or 32 bytes.</param>
    /// <param name="masterSalt">14 bytes, or 12, which count as if two zero bytes followed (RFC 7714 §11).</param>
    /// <param name="label">What the key is for.</param>
    /// <param name="key">Filled with as many bytes as it has.</param>
    public static void Derive(ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt, byte label, Span<byte> key)
    {
        Span<byte> counter = stackalloc byte[BlockBytes];
        Span<byte> block = stackalloc byte[BlockBytes];
        counter.Clear();
        masterSalt.CopyTo(counter);
        // The label stands above the 48 bits of the index, which is 0, and all that above the 16 bits of the block counter.
        counter[7] ^= label;
        using var aes = Aes.Create();
        aes.Key = masterKey.ToArray();
        for (int i = 0; i * BlockBytes < key.Length; i++)
        {
            counter[15] = (byte)i;
            aes.EncryptEcb(counter, block, PaddingMode.None);
            Span<byte> rest = key[(i * BlockBytes)..];
            block[..Math.Min(BlockBytes, rest.Length)].CopyTo(rest);
        }
    }

    public static byte[] Derive(SrtpMasterKey master, byte label, int bytes)
    {
        byte[] key = new byte[bytes];
        Derive(master.Key, master.Salt, label, key);
        return key;
    }
}
