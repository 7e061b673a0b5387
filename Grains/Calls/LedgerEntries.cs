using System.Collections.Immutable;

namespace OrleansConf.Grains.Calls;

/// <summary>Makes balanced ledger entries.</summary>
public static class LedgerEntries
{
    /// <summary>An ended call: the account pays the platform. Empty for a call that costs nothing.</summary>
    public static ImmutableArray<LedgerLine> ForCall(JournaledCall call)
    {
        if (call is not { Account: { } account, Charge: { IsZero: false } charge, EndedAt: { } endedAt })
            return [];
        return Transfer(call.CallId.Value, LedgerLine.Of(account), LedgerLine.Revenue, charge, endedAt, "call");
    }

    /// <summary>What a new account starts with. Empty for nothing.</summary>
    public static ImmutableArray<LedgerLine> Opening(AccountId account, Money amount, DateTimeOffset at) => amount.IsZero
        ? []
        : Transfer($"opening:{account.Value}", LedgerLine.Funding, LedgerLine.Of(account), amount, at, "opening");

    /// <summary>Money that comes to an account (or, negative, leaves it) by another way than calls.</summary>
    /// <param name="entryId">Repeating it is harmless.</param>
    /// <param name="account">Whose balance rises.</param>
    /// <param name="amount">Positive raises the balance.</param>
    /// <param name="at">When.</param>
    /// <param name="kind"><c>payment</c>, <c>credit</c> or <c>refund</c>.</param>
    /// <param name="note">Why, for entries made by hand.</param>
    /// <param name="madeBy">The operator.</param>
    public static ImmutableArray<LedgerLine> Posting(
        string entryId, AccountId account, Money amount, DateTimeOffset at, string kind, string? note = null, string? madeBy = null) => amount.IsZero
        ? []
        : [.. Transfer(entryId, kind == "payment" ? LedgerLine.Funding : LedgerLine.Goodwill, LedgerLine.Of(account), amount, at, kind)
            .Select(line => line with { Note = note, MadeBy = madeBy })];

    private static ImmutableArray<LedgerLine> Transfer(string entryId, string from, string to, Money amount, DateTimeOffset at, string kind) =>
    [
        new LedgerLine { EntryId = entryId, Line = 0, LedgerAccount = from, Amount = -amount, At = at, Kind = kind },
        new LedgerLine { EntryId = entryId, Line = 1, LedgerAccount = to, Amount = amount, At = at, Kind = kind },
    ];
}
