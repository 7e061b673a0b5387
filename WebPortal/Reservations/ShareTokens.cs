using System.Security.Cryptography;
using System.Text;

namespace OrleansConf.WebPortal.Reservations;

internal static class ShareTokens
{
    /// <summary>Compares in a time that tells nothing about where the two differ.</summary>
    public static bool Match(string expected, string given) =>
        expected.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
