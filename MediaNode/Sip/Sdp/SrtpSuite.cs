namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>Crypto suites of SDES that we know, the best first.</summary>
public enum SrtpSuite
{
    /// <summary>RFC 7714.</summary>
    AeadAes256Gcm,
    AeadAes128Gcm,

    /// <summary>RFC 4568.</summary>
    AesCm128HmacSha1Tag80,
    AesCm128HmacSha1Tag32,
}

internal static class SrtpSuites
{
    private static readonly (SrtpSuite Suite, string Name, int KeySaltBytes)[] Known =
    [
        (SrtpSuite.AeadAes256Gcm, "AEAD_AES_256_GCM", 44),
        (SrtpSuite.AeadAes128Gcm, "AEAD_AES_128_GCM", 28),
        (SrtpSuite.AesCm128HmacSha1Tag80, "AES_CM_128_HMAC_SHA1_80", 30),
        (SrtpSuite.AesCm128HmacSha1Tag32, "AES_CM_128_HMAC_SHA1_32", 30),
    ];

    public static ReadOnlySpan<(SrtpSuite Suite, string Name, int KeySaltBytes)> All => Known;

    public static string Name(this SrtpSuite suite) => Known[(int)suite].Name;

    /// <summary>Bytes of master key and salt together.</summary>
    public static int KeySaltBytes(this SrtpSuite suite) => Known[(int)suite].KeySaltBytes;
}
