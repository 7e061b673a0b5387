using Microsoft.Extensions.Logging;

namespace OrleansConf.Grains.Calls;

internal sealed partial class CallerSessionGrain
{
    [LoggerMessage(5020, LogLevel.Information, "Call {Call} rejected: {Reason}")]
    private partial void LogRejected(CallId call, string reason);

    [LoggerMessage(5021, LogLevel.Debug, "Call {Call} recorded: {Termination}, charge {Charge}")]
    private partial void LogEnded(CallId call, Termination termination, Money charge);

    [LoggerMessage(5022, LogLevel.Warning, "The end of call {Call} came, but the call was never opened")]
    private partial void LogUnknownCall(CallId call);

    [LoggerMessage(5023, LogLevel.Error, "Call {Call} is refused: it cannot be journaled")]
    private partial void LogOpenNotJournaled(Exception exception, CallId call);

    [LoggerMessage(5024, LogLevel.Error, "The end of call {Call} is not stored yet; it is tried again")]
    private partial void LogEndNotJournaled(Exception exception, CallId call);

    [LoggerMessage(5026, LogLevel.Warning, "The account of call {Call} did not hear what it cost; it looks for the record by itself")]
    private partial void LogSettleFailed(Exception exception, CallId call);

    [LoggerMessage(5025, LogLevel.Warning, "Call {Call} could not free its seat in room {Room}")]
    private partial void LogLeaveFailed(Exception exception, CallId call, RoomId room);
}
