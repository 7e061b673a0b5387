using OrleansConf.TestKit.Processes;

namespace OrleansConf.EndToEnd.Tests.Cluster;

/// <summary>
/// A provider's installation on one machine: PostgreSQL, two silos, two media nodes in two regions and a portal, each a
/// process of its own.
/// </summary>
internal sealed class ConferenceCluster : IAsyncDisposable
{
    private readonly List<ServerProcess> _processes = [];
    private readonly PostgresServer _postgres;

    private ConferenceCluster(PostgresServer postgres, string connectionString)
    {
        _postgres = postgres;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public IReadOnlyList<ServerProcess> Processes => _processes;

    public IReadOnlyList<ServerProcess> Silos { get; private set; } = [];

    public IReadOnlyList<ServerProcess> MediaNodes { get; private set; } = [];

    public ServerProcess Portal { get; private set; } = null!;

    public static async Task<ConferenceCluster> StartAsync(CancellationToken cancellationToken)
    {
        PostgresServer postgres = await PostgresServer.StartAsync(cancellationToken);
        var cluster = new ConferenceCluster(postgres, await postgres.CreateDatabaseAsync("conference", cancellationToken));
        try
        {
            // The silos start together: both find an empty database and must agree on who lays out the schema.
            cluster.Silos = await Task.WhenAll(cluster.StartAsync("Silo", "silo", [], cancellationToken), cluster.StartAsync("Silo", "silo", [], cancellationToken));
            ServerProcess[] others = await Task.WhenAll(
                cluster.StartAsync("MediaNode", null, Node("node-1", "eu-central"), cancellationToken),
                cluster.StartAsync("MediaNode", null, Node("node-2", "eu-west"), cancellationToken),
                cluster.StartAsync("WebPortal", null, [], cancellationToken));
            cluster.MediaNodes = others[..2];
            cluster.Portal = others[2];
            return cluster;
        }
        catch
        {
            FailureReport.Keep([.. cluster._processes]);
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        FailureReport.Keep([.. _processes]);
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));
        await _postgres.DisposeAsync();
    }

    private async Task<ServerProcess> StartAsync(
        string program, string? roles, IEnumerable<KeyValuePair<string, string>> settings, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, string>(settings) { ["Storage__ConnectionString"] = ConnectionString };
        ServerProcess process = await ServerProcess.StartAsync(
            new ServerOptions { Program = program, Roles = roles, Settings = all, RtpPorts = 60, ReadyTimeout = TimeSpan.FromSeconds(90) },
            cancellationToken);
        lock (_processes)
            _processes.Add(process);
        return process;
    }

    private static Dictionary<string, string> Node(string id, string region) =>
        new() { ["Node__Id"] = id, ["Node__Region"] = region };
}
