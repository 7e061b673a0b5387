using System.Data.Common;
using OrleansConf.Grains.Calls;

namespace OrleansConf.Grains.Billing;

/// <summary>The <c>call_grants</c> table.</summary>
internal static class GrantTable
{
    private const string Columns = "call_id, account_id, room_id, conference_id, sequence, reserved_micros, granted_until";

    // A late grant of an ended call must not come back to life.
    public const string Upsert =
        $"INSERT INTO call_grants ({Columns}) SELECT @p0, @p1, @p2, @p3, @p4, @p5, @p6 " +
        "WHERE EXISTS (SELECT 1 FROM calls WHERE call_id = @p0 AND ended_at IS NULL) " +
        "ON CONFLICT (call_id) DO UPDATE SET conference_id = excluded.conference_id, sequence = excluded.sequence, " +
        "reserved_micros = excluded.reserved_micros, granted_until = excluded.granted_until WHERE call_grants.sequence < excluded.sequence";

    public const string Delete = "DELETE FROM call_grants WHERE call_id = @p0";

    public const string Find = $"SELECT {Columns} FROM call_grants WHERE call_id = @p0";

    /// <summary>One statement, so that it is one instant: a call is either among the grants or in the sums, never in both.</summary>
    public const string Picture =
        "SELECT 0 AS part, CAST(NULL AS TEXT) AS call_id, CAST(NULL AS TEXT) AS account_id, CAST(NULL AS TEXT) AS room_id, CAST(NULL AS TEXT) AS conference_id, 0 AS sequence, " +
        "CAST(COALESCE(SUM(amount_micros), 0) AS BIGINT) AS amount, CAST(0 AS BIGINT) AS granted_until FROM ledger_entries WHERE ledger_account = @p0 AND currency = @p1 " +
        "UNION ALL SELECT 1, NULL, NULL, NULL, NULL, 0, CAST(COALESCE(-SUM(amount_micros), 0) AS BIGINT), CAST(0 AS BIGINT) FROM ledger_entries WHERE ledger_account = @p0 AND currency = @p1 AND kind = 'call' AND at >= @p2 " +
        "UNION ALL SELECT 2, NULL, NULL, NULL, NULL, 0, CAST(COALESCE(-SUM(amount_micros), 0) AS BIGINT), CAST(0 AS BIGINT) FROM ledger_entries WHERE ledger_account = @p0 AND currency = @p1 AND kind = 'call' AND at >= @p3 " +
        "UNION ALL SELECT 3, call_id, account_id, room_id, conference_id, sequence, reserved_micros, granted_until FROM call_grants WHERE account_id = @p4";

    public static object?[] Values(CallGrant grant) =>
    [
        grant.CallId.Value, grant.Account.Value, grant.Room.Value, grant.ConferenceId, grant.Sequence,
        Micros.From(new Money(grant.Reserved, "")), CallTable.Millis(grant.Until),
    ];

    /// <summary>Reads the columns of a grant from the given ordinal on.</summary>
    public static CallGrant Read(DbDataReader row, int first = 0) => new()
    {
        CallId = new CallId(row.GetString(first)),
        Account = new AccountId(row.GetString(first + 1)),
        Room = new RoomId(row.GetString(first + 2)),
        ConferenceId = row.IsDBNull(first + 3) ? null : row.GetString(first + 3),
        Sequence = row.GetInt32(first + 4),
        Reserved = Micros.ToMoney(row.GetInt64(first + 5), "").Amount,
        Until = Until(row.GetInt64(first + 6)),
    };

    // Milliseconds cut the end of time short.
    private static DateTimeOffset Until(long millis) =>
        millis >= CallTable.Millis(DateTimeOffset.MaxValue) ? DateTimeOffset.MaxValue : DateTimeOffset.FromUnixTimeMilliseconds(millis);
}
