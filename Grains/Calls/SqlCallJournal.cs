using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansConf.Grains.Billing;

namespace OrleansConf.Grains.Calls;

/// <summary>The call journal on SQLite or PostgreSQL.</summary>
internal sealed class SqlCallJournal : ICallJournal, IAsyncDisposable
{
    private const int MaxPage = 500;

    private readonly ConferenceDatabase _database;
    private readonly JournalWriter _writer;

    public SqlCallJournal(ConferenceDatabase database, IOptions<JournalOptions> options, ILogger<JournalWriter> logger)
    {
        _database = database;
        _writer = new JournalWriter(database, options.Value, logger);
    }

    /// <summary>The one writer of the business tables in this process.</summary>
    internal JournalWriter Writer => _writer;

    public Task<bool> WriteAsync(JournaledCall call)
    {
        var row = (CallTable.Upsert, CallTable.Values(call));
        if (call.IsOpen || call.NumberKind == NumberKind.Toll)
            return _writer.WriteAsync(row);

        // Record, ledger entry and the end of what was set aside commit together; what waits for a decision stays set aside.
        var lines = LedgerEntries.ForCall(call).Select(line => (LedgerTable.InsertForCall, LedgerTable.ValuesForCall(line, call.Charge ?? default)));
        return call.Pending is null
            ? _writer.WriteAsync([row, .. lines, (GrantTable.Delete, [call.CallId.Value])])
            : _writer.WriteAsync([row, .. lines]);
    }

    public Task<bool> PostAsync(ImmutableArray<LedgerLine> lines) => lines.IsEmpty
        ? Task.FromResult(false)
        : _writer.WriteAsync([.. lines.Select(line => (LedgerTable.Insert, LedgerTable.Values(line)))]);

    public async Task<JournaledCall?> FindAsync(CallId callId)
    {
        var rows = await ReadAsync($"{CallTable.Select} WHERE call_id = @p0", CallTable.Read, callId.Value);
        return rows.IsEmpty ? null : rows[0];
    }

    public Task<ImmutableArray<CallId>> ListOpenAsync(NodeId node, long upToEpoch) => ReadAsync(
        "SELECT call_id FROM calls WHERE ended_at IS NULL AND node_id = @p0 AND node_epoch <= @p1",
        row => new CallId(row.GetString(0)),
        node.Value,
        upToEpoch);

    public Task<ImmutableArray<JournaledCall>> ListSeatedAsync(RoomId room) => ReadAsync(
        $"{CallTable.Select} WHERE ended_at IS NULL AND room_id = @p0 AND joined_at IS NOT NULL ORDER BY joined_at, call_id",
        CallTable.Read,
        room.Value);

    public async Task<bool> HasJoinedAsync(RoomId room, string callerNumber) => !(await ReadAsync(
        "SELECT call_id FROM calls WHERE room_id = @p0 AND caller_number = @p1 AND joined_at IS NOT NULL LIMIT 1",
        row => row.GetString(0),
        room.Value,
        callerNumber)).IsEmpty;

    public async Task<CallHistoryPage> ListEndedAsync(CallHistoryQuery query)
    {
        var (where, values) = HistoryFilter(query);
        var total = await ReadAsync($"SELECT COUNT(*) FROM calls WHERE {where}", row => row.GetInt64(0), values);
        var take = Math.Clamp(query.Take, 1, MaxPage);
        var skip = Math.Max(0, query.Skip);
        var records = await ReadAsync(
            FormattableString.Invariant($"{CallTable.Select} WHERE {where} ORDER BY received_at DESC, call_id LIMIT {take} OFFSET {skip}"),
            row => CallTable.Read(row).ToRecord(),
            values);
        return new CallHistoryPage { Records = records, Total = total[0] };
    }

    public async Task<Money> GetBalanceAsync(AccountId account, string currency)
    {
        var sums = await ReadAsync(
            "SELECT CAST(COALESCE(SUM(amount_micros), 0) AS BIGINT) FROM ledger_entries WHERE ledger_account = @p0 AND currency = @p1",
            row => row.GetInt64(0),
            LedgerLine.Of(account),
            currency);
        return Micros.ToMoney(sums[0], currency);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private static (string Where, object[] Values) HistoryFilter(CallHistoryQuery query)
    {
        var where = new List<string> { "ended_at IS NOT NULL" };
        var values = new List<object>();
        void Add(string condition, object value)
        {
            where.Add(FormattableString.Invariant($"{condition} @p{values.Count}"));
            values.Add(value);
        }

        if (query.Account is { } account)
            Add("account_id =", account.Value);
        if (query.Room is { } room)
            Add("room_id =", room.Value);
        if (query.From is { } from)
            Add("received_at >=", CallTable.Millis(from));
        if (query.To is { } to)
            Add("received_at <", CallTable.Millis(to));
        return (string.Join(" AND ", where), [.. values]);
    }

    internal async Task<ImmutableArray<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read, params object[] values)
    {
        try
        {
            await using var connection = await _database.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = FormattableString.Invariant($"@p{i}");
                parameter.Value = values[i];
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync();
            var rows = ImmutableArray.CreateBuilder<T>();
            while (await reader.ReadAsync())
                rows.Add(read(reader));
            return rows.ToImmutable();
        }
        catch (DbException exception)
        {
            throw new JournalUnavailableException("The call journal cannot be read.", exception);
        }
    }
}
