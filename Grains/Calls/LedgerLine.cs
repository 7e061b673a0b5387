namespace OrleansConf.Grains.Calls;

/// <summary>One side of a ledger entry. The lines of one entry sum to zero; lines are never changed or removed.</summary>
public sealed record LedgerLine
{
    /// <summary>Ledger account that takes what calls cost.</summary>
    public const string Revenue = "revenue:calls";

    /// <summary>Ledger account that paid-in money comes from.</summary>
    public const string Funding = "funding:payments";

    /// <summary>Ledger account that credits and refunds come from.</summary>
    public const string Goodwill = "goodwill:credits";

    /// <summary>The call id, or another key that makes a repeated posting harmless.</summary>
    public required string EntryId { get; init; }

    public required int Line { get; init; }

    /// <summary><c>account:ID</c>, <see cref="Revenue"/> or <see cref="Funding"/>.</summary>
    public required string LedgerAccount { get; init; }

    /// <summary>Positive raises the balance of an organizer account.</summary>
    public required Money Amount { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary><c>call</c>, <c>opening</c>, <c>payment</c>, <c>credit</c> or <c>refund</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Why an entry was made by hand.</summary>
    public string? Note { get; init; }

    /// <summary>The operator who made it; null: the platform.</summary>
    public string? MadeBy { get; init; }

    public static string Of(AccountId account) => $"account:{account.Value}";
}
