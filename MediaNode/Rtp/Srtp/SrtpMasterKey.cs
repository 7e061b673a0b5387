using System.Security.Cryptography;

namespace OrleansConf.MediaNode.Rtp.Srtp;

/// <summary>Master key and salt of one direction. Never printed.</summary>
public sealed class SrtpMasterKey : IEquatable<SrtpMasterKey>
{
    private readonly byte[] _bytes;

    /// <param name="profile">What it is for.</param>
    /// <param name="keyAndSalt">The key, then the salt, as SDES has them (RFC 4568 §6.1).</param>
    public SrtpMasterKey(SrtpProfile profile, ReadOnlySpan<byte> keyAndSalt)
    {
        if (keyAndSalt.Length != profile.KeyBytes() + profile.SaltBytes())
            throw new ArgumentException($"{profile} has {profile.KeyBytes()} + {profile.SaltBytes()} bytes of key and salt.", nameof(keyAndSalt));
        Profile = profile;
        _bytes = keyAndSalt.ToArray();
    }

    public SrtpProfile Profile { get; }

    internal ReadOnlySpan<byte> Key => _bytes.AsSpan(0, Profile.KeyBytes());

    internal ReadOnlySpan<byte> Salt => _bytes.AsSpan(Profile.KeyBytes());

    public bool Equals(SrtpMasterKey? other) =>
        other is not null && Profile == other.Profile && CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);

    public override bool Equals(object? obj) => Equals(obj as SrtpMasterKey);

    public override int GetHashCode() => HashCode.Combine(Profile, BitConverter.ToInt32(_bytes));

    public override string ToString() => $"SrtpMasterKey {{ {Profile} }}";
}
