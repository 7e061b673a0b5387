namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>Someone the organizer invites (R-RES-1). Everything but the name is optional.</summary>
[GenerateSerializer, Immutable, Alias("conf.invitee")]
public sealed record Invitee
{
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public string? Email { get; init; }

    /// <summary>E.164.</summary>
    [Id(2)] public string? Mobile { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    [Id(3)] public string? Country { get; init; }

    /// <summary>ISO 639-1.</summary>
    [Id(4)] public string? Language { get; init; }

    /// <summary>Whether the organizer pays for his calls to toll-free numbers (R-NUM-6), whatever the account's setting; null: as the conference.</summary>
    [Id(5)] public bool? TollFree { get; init; }
}
