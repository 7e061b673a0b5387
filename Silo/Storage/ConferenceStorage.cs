using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using OrleansConf.Grains.Storage;

namespace OrleansConf.Silo.Storage;

/// <summary>Connects a silo with its database.</summary>
public static class ConferenceStorage
{
    private const string PostgresInvariant = "Npgsql";

    // The name under which Orleans looks for Microsoft.Data.Sqlite.
    private const string SqliteInvariant = "System.Data.SQLite";

    /// <summary>
    /// Grain state, reminders and the business tables; on PostgreSQL cluster membership, too. The schema must be there: see
    /// <see cref="StorageSchema.UpgradeAsync"/>.
    /// </summary>
    public static ISiloBuilder UseConferenceStorage(this ISiloBuilder silo, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(options);
        return options.IsCluster ? UsePostgres(silo, options.ConnectionString) : UseSqlite(silo, options);
    }

    private static ISiloBuilder UsePostgres(ISiloBuilder silo, string connectionString)
    {
        // The journal writes the same few statements over and over: let the driver prepare them.
        var prepared = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50 }.ConnectionString;
        silo.UseAdoNetClustering(clustering =>
        {
            clustering.Invariant = PostgresInvariant;
            clustering.ConnectionString = connectionString;
        });
        silo.UseAdoNetReminderService(reminders => reminders.Configure(o =>
        {
            o.Invariant = PostgresInvariant;
            o.ConnectionString = connectionString;
        }));
        silo.AddAdoNetGrainStorageAsDefault(storage => Configure(storage, o =>
        {
            o.Invariant = PostgresInvariant;
            o.ConnectionString = prepared;
        }));
        silo.Services.AddSingleton(_ => NpgsqlDataSource.Create(prepared));
        silo.Services.AddSingleton(services =>
            new ConferenceDatabase(DatabaseDialect.PostgreSql, services.GetRequiredService<NpgsqlDataSource>().CreateConnection));
        return silo;
    }

    private static ISiloBuilder UseSqlite(ISiloBuilder silo, StorageOptions options)
    {
        var orleans = new SqliteSource(options.OrleansFile);
        var conference = new SqliteSource(options.ConferenceFile);
        silo.UseAdoNetReminderService(reminders => reminders.Configure(o =>
        {
            o.Invariant = SqliteInvariant;
            o.DataSource = orleans;
        }));
        silo.AddAdoNetGrainStorageAsDefault(storage => Configure(storage, o =>
        {
            o.Invariant = SqliteInvariant;
            o.DataSource = orleans;
        }));
        silo.Services.AddSingleton(_ => new ConferenceDatabase(DatabaseDialect.Sqlite, conference.CreateConnection));
        return silo;
    }

    // Orleans' own serializer: its numbered members survive renames, and state types are versioned like messages.
    private static void Configure(OptionsBuilder<AdoNetGrainStorageOptions> storage, Action<AdoNetGrainStorageOptions> where) =>
        storage.Configure<Serializer>((o, serializer) =>
        {
            where(o);
            o.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        });
}
