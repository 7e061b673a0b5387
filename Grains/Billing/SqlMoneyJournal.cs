using System.Collections.Immutable;
using OrleansConf.Grains.Calls;

namespace OrleansConf.Grains.Billing;

/// <inheritdoc cref="IMoneyJournal"/>
/// <remarks>Writes through the call journal's writer, so that calls and money share commits.</remarks>
internal sealed class SqlMoneyJournal(SqlCallJournal calls) : IMoneyJournal
{
    // The charge and its entry in one transaction; the entry follows the update, and its key makes a repetition harmless.
    private static readonly string FromAccount = PostPending("0", "'account:' || account_id", "-pending_micros");
    private static readonly string ToRevenue = PostPending("1", $"'{LedgerLine.Revenue}'", "pending_micros");

    public Task<bool> WriteGrantAsync(CallGrant grant) => calls.Writer.WriteAsync((GrantTable.Upsert, GrantTable.Values(grant)));

    public async Task<CallGrant?> FindGrantAsync(CallId call)
    {
        var rows = await calls.ReadAsync(GrantTable.Find, row => GrantTable.Read(row), call.Value);
        return rows.IsEmpty ? null : rows[0];
    }

    public Task DropAsync(CallId call) => calls.Writer.WriteAsync(
        ("UPDATE calls SET pending_micros = NULL WHERE call_id = @p0 AND pending_micros IS NOT NULL", [call.Value]),
        (GrantTable.Delete, [call.Value]));

    public Task ChargePendingAsync(string conferenceId) => calls.Writer.WriteAsync(
        (FromAccount, [conferenceId]),
        (ToRevenue, [conferenceId]),
        ("DELETE FROM call_grants WHERE call_id IN (SELECT call_id FROM calls WHERE conference_id = @p0 AND pending_micros IS NOT NULL AND ended_at IS NOT NULL)", [conferenceId]),
        ("UPDATE calls SET charge_micros = pending_micros, pending_micros = NULL WHERE conference_id = @p0 AND pending_micros IS NOT NULL AND ended_at IS NOT NULL", [conferenceId]));

    public Task<bool> HadModeratorAsync(string conferenceId) =>
        AnyAsync(FormattableString.Invariant($"SELECT 1 FROM calls WHERE conference_id = @p0 AND role = {(int)Role.Moderator} LIMIT 1"), conferenceId);

    public Task<bool> IsRunningAsync(string conferenceId) =>
        AnyAsync("SELECT 1 FROM calls WHERE conference_id = @p0 AND ended_at IS NULL LIMIT 1", conferenceId);

    public async Task<CreditPicture> ReadAccountAsync(AccountId account, string currency, DateTimeOffset day, DateTimeOffset month)
    {
        var sums = new decimal[3];
        var rows = await calls.ReadAsync(
            GrantTable.Picture,
            row => (Part: row.GetInt32(0), Amount: row.GetInt64(6), Grant: row.GetInt32(0) == 3 ? GrantTable.Read(row, 1) : null),
            LedgerLine.Of(account),
            currency,
            CallTable.Millis(day),
            CallTable.Millis(month),
            account.Value);
        foreach (var (part, amount, grant) in rows)
        {
            if (grant is null)
                sums[part] = Micros.ToMoney(amount, currency).Amount;
        }

        return new CreditPicture
        {
            Balance = sums[0],
            SpentToday = sums[1],
            SpentThisMonth = sums[2],
            Grants = [.. rows.Select(row => row.Grant).OfType<CallGrant>()],
        };
    }

    public async Task<decimal> ReadConferenceAsync(string conferenceId)
    {
        var sums = await calls.ReadAsync(
            "SELECT CAST(COALESCE(SUM(charge_micros), 0) AS BIGINT) FROM calls WHERE conference_id = @p0 AND ended_at IS NOT NULL",
            row => row.GetInt64(0),
            conferenceId);
        return Micros.ToMoney(sums[0], "").Amount;
    }

    public Task<bool> PostAsync(ImmutableArray<LedgerLine> lines) => calls.PostAsync(lines);

    private async Task<bool> AnyAsync(string sql, string value) => !(await calls.ReadAsync(sql, static _ => true, value)).IsEmpty;

    private static string PostPending(string line, string account, string amount) =>
        "INSERT INTO ledger_entries (entry_id, line, ledger_account, amount_micros, currency, at, kind) " +
        $"SELECT call_id, {line}, {account}, {amount}, currency, ended_at, 'call' FROM calls " +
        "WHERE conference_id = @p0 AND pending_micros > 0 AND ended_at IS NOT NULL ON CONFLICT (entry_id, line) DO NOTHING";
}
