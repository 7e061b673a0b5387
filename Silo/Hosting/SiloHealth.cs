using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansConf.Grains.Interfaces.Plans;

namespace OrleansConf.Silo.Hosting;

/// <summary>Ready while a grain can be reached and reads its storage.</summary>
public sealed class SiloHealth(IGrainFactory grains) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var plans = await grains.GetGrain<IPlanCatalogGrain>(IPlanCatalogGrain.Key).ListAsync().WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy($"{plans.Length} plans");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(failure.Message);
        }
    }
}
