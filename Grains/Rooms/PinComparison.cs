using System.Security.Cryptography;
using System.Text;

namespace OrleansConf.Grains.Rooms;

/// <summary>Compares what a caller keyed in with a PIN, in a time that does not tell how much of it was right.</summary>
public static class PinComparison
{
    private const int MaxPinBytes = 64;

    /// <summary>An empty PIN opens nothing.</summary>
    public static bool Matches(string pin, string entered)
    {
        ArgumentNullException.ThrowIfNull(pin);
        ArgumentNullException.ThrowIfNull(entered);
        Span<byte> expected = stackalloc byte[MaxPinBytes];
        Span<byte> given = stackalloc byte[MaxPinBytes];
        if (!Encoding.UTF8.TryGetBytes(pin, expected, out var expectedBytes) || !Encoding.UTF8.TryGetBytes(entered, given, out var givenBytes))
            return false;
        // Both buffers are compared in full; the rest of each is zero.
        return CryptographicOperations.FixedTimeEquals(expected, given) & (expectedBytes == givenBytes) & (expectedBytes > 0);
    }
}
