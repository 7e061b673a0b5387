using System.Security.Cryptography;

namespace OrleansConf.Grains.Reservations;

/// <summary>Conference numbers and PINs that nobody guesses (R-RES-12): random, and never one of the patterns that people try first.</summary>
public static class AccessCodeGenerator
{
    private const int MinDigits = 4;
    private const int MaxDigits = 18;
    private const int TokenBytes = 16;

    /// <summary>Digits without a leading zero, so that a number reads the same everywhere.</summary>
    public static string ConferenceNumber(int digits) => Next(digits, mayStartWithZero: false);

    /// <param name="digits">4 to 18.</param>
    /// <param name="other">A PIN that this one must neither equal nor begin with, nor be the beginning of.</param>
    public static string Pin(int digits, string other = "")
    {
        while (true)
        {
            var pin = Next(digits, mayStartWithZero: true);
            if (other.Length == 0 || !(pin.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(pin, StringComparison.Ordinal)))
                return pin;
        }
    }

    /// <summary>Unguessable part of a link.</summary>
    public static string ShareToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>One digit all over, a run up or down, a block repeated, or just two different digits.</summary>
    public static bool IsTrivial(ReadOnlySpan<char> code) =>
        code.Length < MinDigits || IsRun(code) || IsRepeatedBlock(code) || DistinctDigits(code) < Math.Min(3, code.Length - 1);

    private static string Next(int digits, bool mayStartWithZero)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, MinDigits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, MaxDigits);
        Span<char> code = stackalloc char[digits];
        do
        {
            for (var i = 0; i < digits; i++)
                code[i] = (char)('0' + RandomNumberGenerator.GetInt32(10));
        }
        while (IsTrivial(code) || (!mayStartWithZero && code[0] == '0'));
        return new string(code);
    }

    // 2345, 7890, 9876, 1357, 8642, 1111: a constant step modulo 10.
    private static bool IsRun(ReadOnlySpan<char> code)
    {
        var step = (code[1] - code[0] + 10) % 10;
        for (var i = 2; i < code.Length; i++)
        {
            if ((code[i] - code[i - 1] + 10) % 10 != step)
                return false;
        }

        return true;
    }

    // 1212, 123123, 45674567
    private static bool IsRepeatedBlock(ReadOnlySpan<char> code)
    {
        for (var block = 1; block <= code.Length / 2; block++)
        {
            if (code.Length % block == 0 && code[block..].SequenceEqual(code[..^block]))
                return true;
        }

        return false;
    }

    private static int DistinctDigits(ReadOnlySpan<char> code)
    {
        var seen = 0;
        foreach (var digit in code)
            seen |= 1 << (digit - '0');
        return int.PopCount(seen);
    }
}
