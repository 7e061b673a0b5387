using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace OrleansConf.Grains.Interfaces.Hosting;

/// <summary>Connects a process without grains (media node, portal) to the silos.</summary>
public static class ClusterConnection
{
    /// <summary>ADO.NET name of the cluster's database driver.</summary>
    public const string Invariant = "Npgsql";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Finds the silos through Storage:ConnectionString (PostgreSQL). Start waits until one answers: a media node that
    /// comes up before its silos is normal.
    /// </summary>
    /// <exception cref="InvalidOperationException">Storage:ConnectionString is not set.</exception>
    public static void AddClusterClient(this IHostApplicationBuilder builder)
    {
        var connectionString = builder.Configuration["Storage:ConnectionString"];
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new InvalidOperationException("Storage:ConnectionString is not set: this process needs the cluster's PostgreSQL database");
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = builder.Configuration["Orleans:ClusterId"] ?? "orleansconf";
                options.ServiceId = builder.Configuration["Orleans:ServiceId"] ?? "orleansconf";
            });
            client.UseAdoNetClustering(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connectionString;
            });
            client.UseConnectionRetryFilter(async (_, cancellationToken) =>
            {
                await Task.Delay(RetryDelay, cancellationToken);
                return true;
            });
        });
    }
}
