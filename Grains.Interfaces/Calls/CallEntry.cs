namespace OrleansConf.Grains.Interfaces.Calls;

/// <summary>What the caller keyed in.</summary>
[GenerateSerializer, Immutable, Alias("conf.call-entry")]
public sealed record CallEntry
{
    /// <summary>1, 2, 3 within the call; makes a retry harmless.</summary>
    [Id(0)] public required int Attempt { get; init; }

    /// <summary>Null on own numbers.</summary>
    [Id(1)] public string? ConferenceNumber { get; init; }

    [Id(2)] public string? Pin { get; init; }

    public override string ToString() => $"entry {Attempt}";
}
