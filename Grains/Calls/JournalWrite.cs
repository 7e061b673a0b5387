namespace OrleansConf.Grains.Calls;

/// <summary>One unit of work in the writer's queue: statements that commit together.</summary>
internal sealed class JournalWrite(long deadlineTicks, params (string Sql, object?[] Values)[] statements)
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public (string Sql, object?[] Values)[] Statements { get; } = statements;

    /// <summary>Stopwatch ticks after which the caller is told that the database is away.</summary>
    public long DeadlineTicks { get; } = deadlineTicks;

    /// <summary>Whether the first statement changed a row; set before the commit.</summary>
    public bool Applied { get; set; }

    /// <summary>True when the first statement changed a row; completes after the commit.</summary>
    public Task<bool> Done => _done.Task;

    public void Complete() => _done.TrySetResult(Applied);

    public void Fail(Exception? cause) =>
        _done.TrySetException(new JournalUnavailableException("The call journal's database did not answer in time.", cause));
}
