using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansConf.Grains.Interfaces.Numbers;

namespace OrleansConf.WebPortal.Hosting;

/// <summary>Ready means: a grain answers.</summary>
internal sealed class ClusterCheck(IGrainFactory grains) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await grains.GetGrain<INumberPlanGrain>(INumberPlanGrain.Key).GetAsync(long.MaxValue).WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The cluster does not answer.", failure);
        }
    }
}
