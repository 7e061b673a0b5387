using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace OrleansConf.MediaNode.Sip.Sdp;

/// <summary>
/// One <c>a=crypto</c> line (RFC 4568 §9.1): <c>tag suite inline:base64[|lifetime]</c>. Never printed, since it holds a key.
/// </summary>
public sealed class SdesKey
{
    private const string Prefix = "crypto:";
    private const string Method = "inline:";

    private readonly byte[] _keyAndSalt;

    private SdesKey(int tag, SrtpSuite suite, byte[] keyAndSalt) => (Tag, Suite, _keyAndSalt) = (tag, suite, keyAndSalt);

    /// <summary>Names the line within its offer; the answer repeats the one that it takes.</summary>
    public int Tag { get; }

    public SrtpSuite Suite { get; }

    /// <summary>Master key, then master salt.</summary>
    public ReadOnlySpan<byte> KeyAndSalt => _keyAndSalt;

    public static SdesKey Create(int tag, SrtpSuite suite) => new(tag, suite, RandomNumberGenerator.GetBytes(suite.KeySaltBytes()));

    /// <summary>False for suites that we lack, and for parameters that would change the packets: MKI, key derivation rate and the like.</summary>
    public static bool TryParse(string attribute, [NotNullWhen(true)] out SdesKey? key)
    {
        key = null;
        if (!attribute.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return false;
        var parts = attribute[Prefix.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var tag) || !TrySuite(parts[1], out var suite)
            || !parts[2].StartsWith(Method, StringComparison.OrdinalIgnoreCase))
            return false;
        // A window size hint binds nobody; every other session parameter does.
        for (var i = 3; i < parts.Length; i++)
        {
            if (!parts[i].StartsWith("WSH=", StringComparison.OrdinalIgnoreCase))
                return false;
        }
        var fields = parts[2][Method.Length..].Split('|');
        var bytes = new byte[suite.KeySaltBytes()];
        if (parts[2].Contains(';') || Array.Exists(fields[1..], static field => field.Contains(':')) || fields[0].Length > 64
            || !Convert.TryFromBase64String(fields[0], bytes, out var written) || written != bytes.Length)
            return false;
        key = new SdesKey(tag, suite, bytes);
        return true;
    }

    public string ToAttribute() =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Tag} {Suite.Name()} {Method}{Convert.ToBase64String(_keyAndSalt)}");

    /// <summary>The same key under the tag of another line.</summary>
    public SdesKey WithTag(int tag) => new(tag, Suite, _keyAndSalt);

    public bool HasSameKey(SdesKey other) => Suite == other.Suite && CryptographicOperations.FixedTimeEquals(_keyAndSalt, other._keyAndSalt);

    public override string ToString() => $"SdesKey {{ {Tag} {Suite} }}";

    private static bool TrySuite(string name, out SrtpSuite suite)
    {
        foreach (var known in SrtpSuites.All)
        {
            if (known.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                suite = known.Suite;
                return true;
            }
        }
        suite = default;
        return false;
    }
}
