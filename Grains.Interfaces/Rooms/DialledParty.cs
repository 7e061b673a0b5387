namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>Someone the room is calling.</summary>
[GenerateSerializer, Immutable, Alias("conf.dialled-party")]
public sealed record DialledParty
{
    /// <summary>The request's id.</summary>
    [Id(0)] public required Guid Id { get; init; }

    /// <summary>E.164.</summary>
    [Id(1)] public required string Number { get; init; }

    [Id(2)] public string? Name { get; init; }

    /// <summary>Null while it rings; else the reason slug of a call that came to nothing, e.g. <c>busy</c>.</summary>
    [Id(3)] public string? Failure { get; init; }
}
