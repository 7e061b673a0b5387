using System.Data.Common;
using System.Reflection;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace OrleansConf.Silo.Storage;

/// <summary>Brings the database to the schema of this version: numbered scripts, each run once, in order.</summary>
public static class StorageSchema
{
    // Any number will do as long as all silos use the same one.
    private const long UpgradeLock = 0x4F72_6C43_6F6E_66;

    private const string Scripts = "OrleansConf.Silo.Storage.Schema.";

    /// <summary>Harmless when nothing is to be done, and when several silos start at once.</summary>
    /// <exception cref="StorageException">The database does not answer, or a script failed.</exception>
    public static async Task UpgradeAsync(StorageOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            if (options.IsCluster)
                await UpgradePostgresAsync(options.ConnectionString, cancellationToken);
            else
                await UpgradeSqliteAsync(options, cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException)
        {
            var where = options.IsCluster ? "Storage:ConnectionString" : $"Storage:DataFolder '{options.DataFolder}'";
            throw new StorageException($"The database of {where} cannot be used: {exception.Message}", exception);
        }
    }

    private static async Task UpgradeSqliteAsync(StorageOptions options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataFolder);
        foreach (var (file, folder) in new[] { (options.OrleansFile, "sqlite.orleans."), (options.ConferenceFile, "sqlite.conference.") })
        {
            await using var source = new SqliteSource(file);
            await using (var connection = (SqliteConnection)await source.OpenConnectionAsync(cancellationToken))
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA journal_mode = WAL;";
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            Run(DeployChanges.To.SqliteDatabase(source.ConnectionString), folder);
        }
    }

    private static async Task UpgradePostgresAsync(string connectionString, CancellationToken cancellationToken)
    {
        // A session lock: the second silo waits here, then finds nothing left to do. It falls with the connection.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_advisory_lock(@key)";
        command.Parameters.AddWithValue("key", UpgradeLock);
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync(cancellationToken);
        Run(DeployChanges.To.PostgresqlDatabase(connectionString), "postgres.");
    }

    private static void Run(UpgradeEngineBuilder database, string folder)
    {
        var result = database
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith(Scripts + folder, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new StorageException($"Schema script {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
    }
}
