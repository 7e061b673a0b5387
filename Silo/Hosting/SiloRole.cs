using System.Net;
using Orleans.Configuration;
using OrleansConf.Grains.Hosting;
using OrleansConf.Silo.Storage;

namespace OrleansConf.Silo.Hosting;

/// <summary>Adds the grains to the host.</summary>
public static class SiloRole
{
    public static void Add(WebApplicationBuilder builder, StartSettings settings)
    {
        builder.Services.AddConferenceGrains();
        builder.Services.AddHealthChecks().AddCheck<SiloHealth>("silo", tags: ["ready"]);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = settings.Cluster.ClusterId;
                options.ServiceId = settings.Cluster.ServiceId;
            });
            UseEndpoints(silo, settings);
            silo.UseConferenceStorage(settings.Storage);
        });
    }

    /// <summary>A cluster of one keeps its membership in memory: after a crash there is no dead twin to wait for.</summary>
    private static void UseEndpoints(ISiloBuilder silo, StartSettings settings)
    {
        var cluster = settings.Cluster;
        if (settings.Embedded)
        {
            silo.UseLocalhostClustering(cluster.SiloPort, cluster.GatewayPort, null, cluster.ServiceId, cluster.ClusterId);
            return;
        }

        silo.ConfigureEndpoints(IPAddress.Parse(cluster.AdvertisedAddress), cluster.SiloPort, cluster.GatewayPort);
    }
}
