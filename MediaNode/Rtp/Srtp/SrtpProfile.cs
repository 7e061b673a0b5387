namespace OrleansConf.MediaNode.Rtp.Srtp;

/// <summary>How packets are encrypted and authenticated.</summary>
public enum SrtpProfile
{
    /// <summary>RFC 3711 with a tag of 80 bits.</summary>
    AesCm128HmacSha1Tag80,

    /// <summary>RFC 3711 with a tag of 32 bits.</summary>
    AesCm128HmacSha1Tag32,

    /// <summary>RFC 7714 with a key of 128 bits.</summary>
    AeadAes128Gcm,

    /// <summary>RFC 7714 with a key of 256 bits.</summary>
    AeadAes256Gcm,
}

public static class SrtpProfiles
{
    public static bool IsGcm(this SrtpProfile profile) => profile is SrtpProfile.AeadAes128Gcm or SrtpProfile.AeadAes256Gcm;

    /// <summary>Bytes of the master key, and of the session key made of it.</summary>
    public static int KeyBytes(this SrtpProfile profile) => profile == SrtpProfile.AeadAes256Gcm ? 32 : 16;

    /// <summary>Bytes of the master salt, and of the session salt made of it.</summary>
    public static int SaltBytes(this SrtpProfile profile) => profile.IsGcm() ? 12 : 14;

    /// <summary>What a packet grows by.</summary>
    public static int TagBytes(this SrtpProfile profile) => profile switch
    {
        SrtpProfile.AesCm128HmacSha1Tag80 => 10,
        SrtpProfile.AesCm128HmacSha1Tag32 => 4,
        _ => 16,
    };
}
