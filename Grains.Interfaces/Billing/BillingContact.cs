namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>Who gets the mails about an account's money.</summary>
[GenerateSerializer, Immutable, Alias("conf.billing-contact")]
public sealed record BillingContact
{
    [Id(0)] public required string Email { get; init; }

    [Id(1)] public string Name { get; init; } = "";

    /// <summary>ISO 639-1.</summary>
    [Id(2)] public string Language { get; init; } = "en";
}
