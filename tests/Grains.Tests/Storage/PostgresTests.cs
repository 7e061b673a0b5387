using Npgsql;
using OrleansConf.Grains.Calls;
using OrleansConf.Grains.Storage;
using OrleansConf.Grains.Tests.Calls;
using OrleansConf.Grains.Tests.Cluster;
using OrleansConf.Silo.Storage;
using OrleansConf.TestKit.Processes;

namespace OrleansConf.Grains.Tests.Storage;

/// <summary>The same rules on a real PostgreSQL, which this class starts.</summary>
public sealed class PostgresTests(PostgresTests.Server server) : IClassFixture<PostgresTests.Server>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upgrade_ManySilosAtOnce_RunsEachScriptOnce()
    {
        var options = new StorageOptions { ConnectionString = await server.NewDatabaseAsync() };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => StorageSchema.UpgradeAsync(options, Cancel), Cancel)));
        await using var connection = new NpgsqlConnection(options.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("SELECT count(*), count(DISTINCT scriptname) FROM schemaversions", connection);
        await using var row = await command.ExecuteReaderAsync(Cancel);
        Assert.True(await row.ReadAsync(Cancel));
        Assert.Equal(row.GetInt64(0), row.GetInt64(1));
        Assert.True(row.GetInt64(0) >= 3);
    }

    [Fact]
    public async Task Journal_OnPostgres_KeepsItsRules()
    {
        foreach (var rule in new Func<ICallJournal, Task>[]
        {
            CallJournalSpec.EndedCall_IsFinalAsync,
            CallJournalSpec.OlderRevision_ChangesNothingAsync,
            CallJournalSpec.ManyWriters_AllAreStoredAsync,
            CallJournalSpec.OpenCalls_AreFoundByNodeAndRoomAsync,
            CallJournalSpec.Opening_PostedTwice_CountsOnceAsync,
            CallJournalSpec.History_FiltersAndPagesAsync,
        })
        {
            var options = new StorageOptions { ConnectionString = await server.NewDatabaseAsync() };
            await StorageSchema.UpgradeAsync(options, Cancel);
            await using var source = NpgsqlDataSource.Create(options.ConnectionString);
            await using var journal = Journals.Open(new ConferenceDatabase(DatabaseDialect.PostgreSql, source.CreateConnection));
            await rule(journal);
        }
    }

    [Fact(DisplayName = "R-CLU-1 a silo on PostgreSQL joins its cluster, keeps rooms, accounts and leases, and finds them after a restart")]
    public async Task Silo_OnPostgres_KeepsState()
    {
        await using var cluster = await ConferenceCluster.StartAsync(await server.NewDatabaseAsync());
        await Demo.SeedAsync(cluster.Grains);
        var registration = new NodeRegistration { Region = "eu", SipAddress = "192.0.2.1:5060", Version = "1", ProcessStart = Guid.NewGuid() };
        var lease = await cluster.Grains.GetGrain<IMediaNodeGrain>(Demo.Node.Value).RegisterAsync(registration);
        await cluster.RestartAsync();
        Assert.Equal(4, (await cluster.Grains.GetGrain<IOrganizerAccountGrain>(Demo.Account.Value).ListPermanentRoomsAsync()).Length);
        Assert.Equal(Demo.AdminPin, (await cluster.Grains.GetGrain<IConferenceRoomGrain>(Demo.Conference).GetDefinitionAsync())?.AdminPin);
        var node = cluster.Grains.GetGrain<IMediaNodeGrain>(Demo.Node.Value);
        Assert.Equal(lease.Epoch, (await node.RegisterAsync(registration)).Epoch);
        await node.UnregisterAsync(lease.Epoch);
    }

    [Fact]
    public async Task Upgrade_NoServer_SaysSoInOneLine()
    {
        var options = new StorageOptions { ConnectionString = "Host=127.0.0.1;Port=1;Username=x;Timeout=2" };
        var exception = await Assert.ThrowsAsync<StorageException>(() => StorageSchema.UpgradeAsync(options, Cancel));
        Assert.StartsWith("The database of Storage:ConnectionString cannot be used:", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    public sealed class Server : IAsyncLifetime
    {
        private PostgresServer _server = null!;

        public async ValueTask InitializeAsync() => _server = await PostgresServer.StartAsync();

        public Task<string> NewDatabaseAsync() => _server.CreateDatabaseAsync($"t{Guid.NewGuid():N}", Cancel);

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}
