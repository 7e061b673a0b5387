using System.Data;
using System.Data.Common;

namespace OrleansConf.Grains.Calls;

/// <summary>The writer's connection: commits batches, by one round trip where the driver can, by prepared statements where not.</summary>
internal sealed class JournalConnection(DbConnection connection, TimeSpan timeout) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = [];
    private readonly int _timeoutSeconds = Math.Max(1, (int)timeout.TotalSeconds);

    public bool IsUsable => connection.State == ConnectionState.Open;

    public async Task CommitAsync(List<JournalWrite> writes)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        if (connection.CanCreateBatch)
            await ExecuteBatchAsync(writes, transaction);
        else
            ExecutePrepared(writes, transaction);
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values)
            await command.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task ExecuteBatchAsync(List<JournalWrite> writes, DbTransaction transaction)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        batch.Timeout = _timeoutSeconds;
        foreach (var write in writes)
        {
            foreach (var (sql, values) in write.Statements)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = sql;
                for (var i = 0; i < values.Length; i++)
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = $"p{i}";
                    parameter.Value = values[i] ?? DBNull.Value;
                    command.Parameters.Add(parameter);
                }

                batch.BatchCommands.Add(command);
            }
        }

        await batch.ExecuteNonQueryAsync();
        var index = 0;
        foreach (var write in writes)
        {
            write.Applied = batch.BatchCommands[index].RecordsAffected > 0;
            index += write.Statements.Length;
        }
    }

    // SQLite works in the calling thread: there is nothing to wait for asynchronously.
    private void ExecutePrepared(List<JournalWrite> writes, DbTransaction transaction)
    {
        foreach (var write in writes)
        {
            for (var s = 0; s < write.Statements.Length; s++)
            {
                var (sql, values) = write.Statements[s];
                var command = Prepared(sql, values.Length);
                command.Transaction = transaction;
                for (var i = 0; i < values.Length; i++)
                    command.Parameters[i].Value = values[i] ?? DBNull.Value;
                var changed = command.ExecuteNonQuery();
                if (s == 0)
                    write.Applied = changed > 0;
            }
        }
    }

    private DbCommand Prepared(string sql, int parameters)
    {
        if (_prepared.TryGetValue(sql, out var command))
            return command;
        command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = _timeoutSeconds;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameter);
        }

        _prepared.Add(sql, command);
        return command;
    }
}
