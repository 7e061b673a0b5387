using OrleansConf.Grains.Interfaces.Calls;

namespace OrleansConf.MediaNode.Cluster;

public sealed partial class ClusterGateway
{
    [LoggerMessage(4600, LogLevel.Warning, "The end of call {Call} has not reached the cluster yet: {Cause}")]
    private partial void LogEndRetried(CallId call, string cause);
}
