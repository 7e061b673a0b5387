using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansConf.MediaNode.Calls;

namespace OrleansConf.MediaNode.Hosting;

/// <summary>Ready while calls are taken: lease held and not draining.</summary>
public sealed class MediaNodeHealth(CallRegistry calls) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(calls.Accepting
            ? HealthCheckResult.Healthy($"{calls.Count} calls")
            : HealthCheckResult.Unhealthy(calls.Epoch is null ? "no lease from the cluster" : "draining"));
}
