using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OrleansConf.Grains.Calls;

/// <summary>
/// The one writer of the business tables in this process. It takes all writes that wait and commits them together, so the cost
/// of a commit is shared and SQLite never sees two writers. While the database is away, writes wait until their deadline.
/// </summary>
internal sealed partial class JournalWriter : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly ConferenceDatabase _database;
    private readonly JournalOptions _options;
    private readonly ILogger _logger;
    private readonly Channel<JournalWrite> _queue;
    private readonly Task _loop;
    private JournalConnection? _connection;

    public JournalWriter(ConferenceDatabase database, JournalOptions options, ILogger logger)
    {
        _database = database;
        _options = options;
        _logger = logger;
        _queue = Channel.CreateBounded<JournalWrite>(new BoundedChannelOptions(options.MaxQueue) { SingleReader = true });
        _loop = Task.Run(RunAsync);
    }

    /// <returns>Whether the first statement changed a row, after the commit.</returns>
    /// <exception cref="JournalUnavailableException">The queue is full, or the deadline passed.</exception>
    public Task<bool> WriteAsync(params (string Sql, object?[] Values)[] statements)
    {
        var deadline = Stopwatch.GetTimestamp() + (long)(_options.WriteTimeout.TotalSeconds * Stopwatch.Frequency);
        var write = new JournalWrite(deadline, statements);
        return _queue.Writer.TryWrite(write)
            ? write.Done
            : Task.FromException<bool>(new JournalUnavailableException("The call journal's queue is full."));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var batch = new List<JournalWrite>(_options.MaxBatch);
        while (batch.Count > 0 || await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < _options.MaxBatch && _queue.Reader.TryRead(out var write))
                batch.Add(write);

            var failure = await TryCommitAsync(batch);
            if (failure is null)
            {
                Complete(batch);
                continue;
            }

            // One bad write must not hold up the others: each gets its own transaction; what fails again waits for its deadline.
            foreach (var write in batch.ToArray())
            {
                failure = await TryCommitAsync([write]);
                if (failure is null)
                {
                    write.Complete();
                    batch.Remove(write);
                }
                else if (Stopwatch.GetTimestamp() >= write.DeadlineTicks)
                {
                    LogWriteGivenUp(failure);
                    write.Fail(failure);
                    batch.Remove(write);
                }

                if (failure is not null && _connection is null)
                    break;
            }

            if (batch.Count > 0)
            {
                FailOverdue(batch, failure);
                await Task.Delay(RetryPause);
            }
        }
    }

    private static void Complete(List<JournalWrite> batch)
    {
        foreach (var write in batch)
            write.Complete();
        batch.Clear();
    }

    private void FailOverdue(List<JournalWrite> batch, Exception? failure)
    {
        var now = Stopwatch.GetTimestamp();
        for (var i = batch.Count - 1; i >= 0; i--)
        {
            if (now < batch[i].DeadlineTicks)
                continue;
            LogWriteGivenUp(failure);
            batch[i].Fail(failure);
            batch.RemoveAt(i);
        }
    }

    /// <returns>Null when committed; else why not, and nothing of the batch is stored.</returns>
    private async Task<Exception?> TryCommitAsync(List<JournalWrite> batch)
    {
        try
        {
            _connection ??= await OpenAsync();
            await _connection.CommitAsync(batch);
            return null;
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or InvalidOperationException or OperationCanceledException or IOException)
        {
            LogCommitFailed(exception, batch.Count);
            if (_connection is { IsUsable: false })
            {
                await _connection.DisposeAsync();
                _connection = null;
            }

            return exception;
        }
    }

    private async Task<JournalConnection> OpenAsync()
    {
        using var timeout = new CancellationTokenSource(_options.WriteTimeout);
        return new JournalConnection(await _database.OpenAsync(timeout.Token), _options.WriteTimeout);
    }
}
