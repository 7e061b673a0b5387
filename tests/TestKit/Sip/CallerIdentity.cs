namespace OrleansConf.TestKit.Sip;

/// <summary>Who calls, as the network tells it.</summary>
public sealed record CallerIdentity
{
    /// <summary>User part of the From address.</summary>
    public required string Number { get; init; }

    /// <summary>P-Asserted-Identity (RFC 3325): what the carrier vouches for. Null leaves the header out.</summary>
    public string? Asserted { get; init; }

    /// <summary>Withholds the number: an anonymous From and <c>Privacy: id</c> (RFC 3323).</summary>
    public bool Anonymous { get; init; }

    public static implicit operator CallerIdentity(string number) => new() { Number = number };

    public static CallerIdentity FromString(string number) => number;

    internal string FromHeader(string tag) => Anonymous
        ? $"\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag={tag}"
        : $"<sip:{Number}@127.0.0.1>;tag={tag}";
}
