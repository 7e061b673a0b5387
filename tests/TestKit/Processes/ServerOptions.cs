namespace OrleansConf.TestKit.Processes;

/// <summary>Which program to start, and how.</summary>
public sealed record ServerOptions
{
    /// <summary>Project whose program is started: Silo, MediaNode or WebPortal.</summary>
    public string Program { get; init; } = "Silo";

    /// <summary>Value of <c>--roles</c>; null leaves it out (the program's default).</summary>
    public string? Roles { get; init; }

    /// <summary>Where the data lies. Null gives a fresh folder that is removed at the end; a given one stays.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Further settings as environment variables, <c>Section__Key</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Size of the RTP port range.</summary>
    public int RtpPorts { get; init; } = 60;

    public TimeSpan ReadyTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
