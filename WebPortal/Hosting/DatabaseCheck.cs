using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansConf.WebPortal.Identity;

namespace OrleansConf.WebPortal.Hosting;

/// <summary>Ready means: users can be read.</summary>
internal sealed class DatabaseCheck(PortalDbContext database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database cannot be reached.");
}
