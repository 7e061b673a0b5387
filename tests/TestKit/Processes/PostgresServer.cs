using System.Globalization;
using Npgsql;

namespace OrleansConf.TestKit.Processes;

/// <summary>
/// A real PostgreSQL from Debian's package in a folder of its own. Runs as user <c>postgres</c> where the tests run as root,
/// since it refuses root. Durability is switched off: the server's own crash safety is not what is tested.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Installed = "/usr/lib/postgresql";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder;
    private readonly RunningProcess _process;

    private PostgresServer(TempFolder folder, RunningProcess process, int port)
    {
        _folder = folder;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public static async Task<PostgresServer> StartAsync(CancellationToken cancellationToken = default)
    {
        string binaries = FindBinaries();
        var folder = new TempFolder("postgres");
        RunningProcess? process = null;
        try
        {
            if (Environment.IsPrivilegedProcess)
                await RunningProcess.RunAsync("chown", ["postgres:", folder.Path], StartTimeout, cancellationToken);
            (string program, string[] prefix) = AsDatabaseUser(Path.Combine(binaries, "initdb"));
            await RunningProcess.RunAsync(
                program, [.. prefix, "-D", folder["db"], "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"],
                StartTimeout, cancellationToken);
            int port = FreePorts.Next();
            (program, prefix) = AsDatabaseUser(Path.Combine(binaries, "postgres"));
            process = RunningProcess.Start("postgres", program,
            [
                .. prefix, "-D", folder["db"], "-k", folder.Path, "-p", port.ToString(CultureInfo.InvariantCulture),
                "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300",
            ]);
            await process.UntilPrintedAsync("database system is ready to accept connections", StartTimeout, cancellationToken);
            return new PostgresServer(folder, process, port);
        }
        catch
        {
            if (process is not null)
                await process.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync(cancellationToken);
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = $"""CREATE DATABASE "{name.Replace("\"", "\"\"", StringComparison.Ordinal)}" """;
        await command.ExecuteNonQueryAsync(cancellationToken);
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Include Error Detail=true";

    private static string FindBinaries()
    {
        string? newest = Directory.Exists(Installed)
            ? Directory.GetDirectories(Installed).Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        return newest ?? Tool.Missing("PostgreSQL is not installed: apt-get install postgresql");
    }

    private static (string Program, string[] Prefix) AsDatabaseUser(string program) =>
        Environment.IsPrivilegedProcess
            ? ("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--init-groups", program])
            : (program, []);
}
