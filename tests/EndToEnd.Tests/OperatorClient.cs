using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansConf.Grains.Interfaces.Hosting;
using OrleansConf.Grains.Interfaces.Plans;
using OrleansConf.TestKit.Processes;
using OrleansConf.WebPortal.Hosting;
using OrleansConf.WebPortal.Identity;

namespace OrleansConf.EndToEnd.Tests;

/// <summary>
/// The provider's side: provisions accounts, numbers and users through the same contracts that the operator's pages use. Only
/// what no page offers is done here; everything a caller or organizer does goes by telephone or browser.
/// </summary>
internal sealed class OperatorClient : IAsyncDisposable
{
    private readonly IHost _host;

    private OperatorClient(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Makes portal users; in a cluster only, where the identity store is PostgreSQL.</summary>
    public IPortalUsers Users => _host.Services.GetRequiredService<IPortalUsers>();

    /// <summary>Joins an embedded system by its gateway.</summary>
    public static Task<OperatorClient> ConnectAsync(ServerProcess embedded, CancellationToken cancellationToken)
    {
        HostApplicationBuilder builder = NewBuilder();
        builder.UseOrleansClient(client => client.UseLocalhostClustering(embedded.GatewayPort, "orleansconf", "orleansconf"));
        return StartAsync(builder, cancellationToken);
    }

    /// <summary>Joins a cluster by its database.</summary>
    public static Task<OperatorClient> ConnectAsync(string connectionString, CancellationToken cancellationToken)
    {
        HostApplicationBuilder builder = NewBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:ConnectionString"] = connectionString });
        builder.AddClusterClient();
        builder.AddWebPortal();
        return StartAsync(builder, cancellationToken);
    }

    /// <summary>
    /// Lets callers of a plan in as soon as a conference is reserved: a test cannot wait for the five minutes of R-RES-8.
    /// </summary>
    public async Task AllowEarlyEntryAsync(string plan = "toll-free-guests")
    {
        var catalog = Grains.GetGrain<IPlanCatalogGrain>(IPlanCatalogGrain.Key);
        ServicePlan known = await catalog.FindAsync(new PlanId(plan)) ?? throw new InvalidOperationException($"No plan {plan}");
        await catalog.PutAsync(known with { EarlyEntry = TimeSpan.FromDays(1) });
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static HostApplicationBuilder NewBuilder()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        return builder;
    }

    private static async Task<OperatorClient> StartAsync(HostApplicationBuilder builder, CancellationToken cancellationToken)
    {
        IHost host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new OperatorClient(host);
    }
}
