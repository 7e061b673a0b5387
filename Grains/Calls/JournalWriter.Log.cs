using Microsoft.Extensions.Logging;

namespace OrleansConf.Grains.Calls;

internal sealed partial class JournalWriter
{
    [LoggerMessage(5001, LogLevel.Warning, "Committing {Count} writes of the call journal failed; they are tried again")]
    private partial void LogCommitFailed(Exception exception, int count);

    [LoggerMessage(5002, LogLevel.Error, "A write of the call journal was given up; its call is told")]
    private partial void LogWriteGivenUp(Exception? exception);
}
