using Microsoft.Extensions.Options;
using OrleansConf.MediaNode.Calls;
using OrleansConf.MediaNode.Cluster;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Sip;

namespace OrleansConf.MediaNode.Hosting;

/// <summary>Starts and stops what makes sound, in order.</summary>
public sealed partial class MediaNodeService(
    MediaEngine engine,
    SipStack sip,
    CallRegistry calls,
    NodeLeaseKeeper lease,
    NodeAddress address,
    IOptions<NodeOptions> node,
    IOptions<SipOptions> sipOptions,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<MediaNodeService> logger) : IHostedService
{
    private Task? _stopped;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Start();
        await sip.StartAsync(cancellationToken);
        var host = sipOptions.Value.AnnouncedAddress is { Length: > 0 } announced ? announced : LocalHost(sip.UdpEndPoint);
        address.Set($"{host}:{sip.UdpEndPoint.Port}");
        await lease.FirstLease.WaitAsync(cancellationToken);
        // Calls end when the stop is asked for, not when the web server before us has let its last connection go.
        lifetime.ApplicationStopping.Register(() => _stopped = StopCallsAsync());
        LogReady(node.Value.Id, sip.UdpEndPoint.Port);
    }

    /// <summary>No new calls; running ones end, with their records, before the grains they need go away.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await (_stopped ?? StopCallsAsync()).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await lease.UnregisterAsync();
        }
        catch (Exception failure)
        {
            // The lease lapses by itself.
            LogUnregisterFailed(failure.Message);
        }

        await sip.DisposeAsync();
        await engine.DisposeAsync();
    }

    private Task StopCallsAsync()
    {
        sip.Draining = true;
        return calls.StopAsync(node.Value.StopGrace, time, lifetime.ApplicationStopped);
    }

    private static string LocalHost(System.Net.IPEndPoint bound) =>
        bound.Address.Equals(System.Net.IPAddress.Any) || bound.Address.Equals(System.Net.IPAddress.IPv6Any) ? "127.0.0.1" : bound.Address.ToString();

    [LoggerMessage(4620, LogLevel.Information, "Media node {Node} answers SIP on port {Port}")]
    private partial void LogReady(string node, int port);

    [LoggerMessage(4621, LogLevel.Warning, "The cluster did not hear that this node stops: {Cause}")]
    private partial void LogUnregisterFailed(string cause);
}
