namespace OrleansConf.Grains.Interfaces.Nodes;

/// <summary>A media node that wants calls.</summary>
[GenerateSerializer, Immutable, Alias("conf.node-registration")]
public sealed record NodeRegistration
{
    [Id(0)] public required string Region { get; init; }

    /// <summary>host:port where SIP is answered.</summary>
    [Id(1)] public required string SipAddress { get; init; }

    [Id(2)] public required string Version { get; init; }

    /// <summary>Unique per start of the process; a repeated registration of the same start keeps its epoch.</summary>
    [Id(3)] public required Guid ProcessStart { get; init; }
}
