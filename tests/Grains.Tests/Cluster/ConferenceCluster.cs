using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;
using OrleansConf.Grains.Hosting;
using OrleansConf.Grains.Rooms;
using OrleansConf.Silo.Storage;

namespace OrleansConf.Grains.Tests.Cluster;

/// <summary>A silo on real SQLite files whose business clock stands still until a test moves it.</summary>
public sealed class ConferenceCluster : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<RoomListener> _listeners = []; // Orleans holds observers weakly.
    private InProcessTestCluster? _cluster;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public StorageOptions Storage { get; }

    private ConferenceCluster(string connectionString) =>
        Storage = new StorageOptions { DataFolder = _folder.Path, ConnectionString = connectionString };

    public IGrainFactory Grains => _cluster?.Client ?? throw new InvalidOperationException("The cluster is stopped.");

    public async Task<RoomListener> FollowAsync(string room)
    {
        var listener = new RoomListener();
        _listeners.Add(listener);
        await Grains.GetGrain<IConferenceRoomGrain>(room).SubscribeAsync(Grains.CreateObjectReference<IRoomObserver>(listener));
        return listener;
    }

    public IServiceProvider Services => _cluster?.Silos[0].ServiceProvider ?? throw new InvalidOperationException("The cluster is stopped.");

    /// <param name="connectionString">A PostgreSQL database; empty: SQLite files.</param>
    public static async Task<ConferenceCluster> StartAsync(string connectionString = "")
    {
        var cluster = new ConferenceCluster(connectionString);
        await StorageSchema.UpgradeAsync(cluster.Storage, TestContext.Current.CancellationToken);
        await cluster.StartSiloAsync();
        return cluster;
    }

    /// <summary>Everything in memory is gone; the files stay.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartSiloAsync();
    }

    /// <summary>Kills the silo without letting grains say goodbye, then starts another one on the same files.</summary>
    public async Task CrashAsync()
    {
        if (_cluster is not null)
        {
            foreach (var silo in _cluster.Silos.ToArray())
                await _cluster.KillSiloAsync(silo);
        }

        await StopAsync();
        await StartSiloAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async Task StartSiloAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);

        // State belongs to the service id: the next silo on these files must find it.
        builder.Options.ServiceId = "conference-tests";
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseConferenceStorage(Storage);
            silo.Services.AddConferenceGrains();

            // Tests move the clock further at once than a follower's lease lasts.
            silo.Services.Configure<RoomSettings>(settings => settings.ObserverLease = TimeSpan.FromHours(1));
        });
        builder.ConfigureSiloHost((_, host) => host.Services.AddSingleton<TimeProvider>(Time));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    private async Task StopAsync()
    {
        if (_cluster is null)
            return;
        await _cluster.DisposeAsync();
        _cluster = null;
    }
}
