namespace OrleansConf.MediaNode.Calls;

/// <summary>Phone numbers for logs.</summary>
public static class Masked
{
    private const int Shown = 3;

    /// <summary>All but the last three digits hidden; short names stay as they are.</summary>
    public static string Number(string number) => number.Length > 2 * Shown && number.Any(char.IsAsciiDigit)
        ? string.Concat(new string('*', number.Length - Shown), number.AsSpan(number.Length - Shown))
        : number;
}
