namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>Time that a call may cost its account.</summary>
[GenerateSerializer, Immutable, Alias("conf.credit-grant")]
public sealed record CreditGrant
{
    [Id(0)] public required CreditOutcome Outcome { get; init; }

    /// <summary>The leg must end before; <see cref="DateTimeOffset.MaxValue"/>: no limit.</summary>
    [Id(1)] public DateTimeOffset Until { get; init; }

    /// <summary>There was not as much as was asked for: unless money comes, the call ends at <see cref="Until"/>.</summary>
    [Id(2)] public bool Exhausted { get; init; }

    /// <summary>Ask again this long before <see cref="Until"/>.</summary>
    [Id(3)] public TimeSpan RenewAhead { get; init; }

    /// <summary>What to dial instead of a number that is not allowed; E.164.</summary>
    [Id(4)] public string? TollNumber { get; init; }

    public bool IsUnlimited => Until == DateTimeOffset.MaxValue;

    public static CreditGrant Refused(CreditOutcome outcome) => new() { Outcome = outcome };
}
