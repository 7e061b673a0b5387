using System.Net;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.MediaNode.Calls;

public abstract partial class ConferenceCall
{
    private static readonly Func<ILogger, CallId, IDisposable?> CallScope = LoggerMessage.DefineScope<CallId>("call {CallId}");

    [LoggerMessage(4500, LogLevel.Information, "Call {Call} from {Caller} to {Dialled} via {Source}")]
    private protected partial void LogBegan(CallId call, string caller, string dialled, IPEndPoint source);

    [LoggerMessage(4501, LogLevel.Debug, "Joined room {Room} as {Role}")]
    private partial void LogJoined(RoomId room, Role role);

    [LoggerMessage(4502, LogLevel.Information, "Call {Call} ended: {Why}, answered {Answered}, {Codec}, packets in {In}, out {Out}, lost {Lost}")]
    private partial void LogEnded(CallId call, Termination why, bool answered, string codec, long @in, long @out, long lost);

    [LoggerMessage(4503, LogLevel.Error, "The call failed")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(4504, LogLevel.Warning, "The cluster does not answer the call: {Cause}")]
    private partial void LogClusterUnavailable(string cause);
}
