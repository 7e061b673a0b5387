using Microsoft.Extensions.Logging;

namespace OrleansConf.Grains.Nodes;

internal sealed partial class MediaNodeGrain
{
    [LoggerMessage(5030, LogLevel.Information, "Media node {Node} in {Region} registered, epoch {Epoch}")]
    private partial void LogRegistered(NodeId node, string region, long epoch);

    [LoggerMessage(5031, LogLevel.Warning, "Media node {Node} is lost; last heartbeat {LastHeartbeat}")]
    private partial void LogLost(NodeId node, DateTimeOffset lastHeartbeat);

    [LoggerMessage(5032, LogLevel.Warning, "Closed {Count} calls that media node {Node} left open")]
    private partial void LogClosed(NodeId node, int count);
}
