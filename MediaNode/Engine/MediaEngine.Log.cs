namespace OrleansConf.MediaNode.Engine;

internal static partial class MediaEngineLog
{
    [LoggerMessage(3000, LogLevel.Information, "Media engine runs: {Workers} worker(s), {Ports} RTP port(s) from {FirstPort}, {Sockets} sockets")]
    public static partial void EngineStarted(this ILogger logger, int workers, int ports, int firstPort, string sockets);

    [LoggerMessage(3001, LogLevel.Information, "Media engine stopped: {Legs} leg(s) left open")]
    public static partial void EngineStopped(this ILogger logger, int legs);

    [LoggerMessage(3002, LogLevel.Information, "Media worker {Worker} keeps its normal priority: a higher one is not permitted")]
    public static partial void PriorityNotRaised(this ILogger logger, int worker);

    [LoggerMessage(3003, LogLevel.Error, "A tick of media worker {Worker} failed; further ones are only counted")]
    public static partial void TickFailed(this ILogger logger, Exception fault, int worker);

    [LoggerMessage(3004, LogLevel.Warning, "No media port is left: {Legs} leg(s) on {Ports} port(s)")]
    public static partial void NoPortLeft(this ILogger logger, int legs, int ports);

    [LoggerMessage(3005, LogLevel.Warning, "Opus is not offered: libopus.so.0 is missing (Debian package libopus0)")]
    public static partial void OpusMissing(this ILogger logger);
}
