namespace OrleansConf.Grains.Calls;

/// <summary>The append-only <c>ledger_entries</c> table.</summary>
internal static class LedgerTable
{
    private const string Columns = "entry_id, line, ledger_account, amount_micros, currency, at, kind, note, made_by";

    public const string Insert =
        $"INSERT INTO ledger_entries ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8) ON CONFLICT (entry_id, line) DO NOTHING";

    // A call's lines follow only the ending that won: the row must carry this very end and charge.
    public const string InsertForCall =
        $"INSERT INTO ledger_entries ({Columns}) SELECT @p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8 " +
        "WHERE EXISTS (SELECT 1 FROM calls WHERE call_id = @p0 AND ended_at = @p5 AND charge_micros = @p9) " +
        "ON CONFLICT (entry_id, line) DO NOTHING";

    public static object?[] Values(LedgerLine line) =>
    [
        line.EntryId, line.Line, line.LedgerAccount, Micros.From(line.Amount), line.Amount.Currency, CallTable.Millis(line.At), line.Kind, line.Note, line.MadeBy,
    ];

    public static object?[] ValuesForCall(LedgerLine line, Money charge) => [.. Values(line), Micros.From(charge)];
}
