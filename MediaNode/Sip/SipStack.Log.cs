using System.Net;

namespace OrleansConf.MediaNode.Sip;

internal static partial class SipStackLog
{
    [LoggerMessage(1000, LogLevel.Information, "SIP listens on {EndPoint}, UDP{AndTcp}")]
    public static partial void Listening(this ILogger logger, IPEndPoint endPoint, string andTcp);

    [LoggerMessage(1003, LogLevel.Information, "SIP listens for TLS on port {Port}")]
    public static partial void ListeningTls(this ILogger logger, int port);

    [LoggerMessage(1004, LogLevel.Warning, "Next hop {Remote} did not take a call ({Status}); the next one is tried")]
    public static partial void HopFailed(this ILogger logger, IPEndPoint remote, int status);

    [LoggerMessage(1001, LogLevel.Error, "The message {Message} from {Remote} could not be handled")]
    public static partial void MessageFailed(this ILogger logger, Exception exception, string message, IPEndPoint remote);

    [LoggerMessage(1002, LogLevel.Error, "Call {CallId} was given up since its acceptor failed")]
    public static partial void AcceptorFailed(this ILogger logger, Exception exception, string callId);
}
