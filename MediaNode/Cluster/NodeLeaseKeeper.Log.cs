namespace OrleansConf.MediaNode.Cluster;

public sealed partial class NodeLeaseKeeper
{
    [LoggerMessage(4610, LogLevel.Information, "Media node {Node} holds lease {Epoch}")]
    private partial void LogLeaseTaken(string node, long epoch);

    [LoggerMessage(4611, LogLevel.Error, "Media node {Node} lost lease {Epoch}; its calls end")]
    private partial void LogLeaseLost(string node, long epoch);

    [LoggerMessage(4612, LogLevel.Warning, "The cluster does not answer: {Cause}")]
    private partial void LogClusterAway(string cause);
}
