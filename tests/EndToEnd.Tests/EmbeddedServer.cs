using System.Globalization;
using OrleansConf.TestKit.Processes;

namespace OrleansConf.EndToEnd.Tests;

/// <summary>One server with every role and the demo data, shared by the tests of a class. Each test takes rooms of its own.</summary>
public class EmbeddedServer : IAsyncLifetime
{
    public const int OpenRooms = 40;

    private ServerProcess? _process;
    private int _roomsTaken;

    public ServerProcess Process => _process ?? throw new InvalidOperationException("The server is not started");

    /// <summary>Number of an open room that no other test uses.</summary>
    public string TakeRoom() => OpenRoom(Interlocked.Increment(ref _roomsTaken));

    /// <summary>Number of load-test room <paramref name="index"/>, 1 to <see cref="OpenRooms"/>.</summary>
    public static string OpenRoom(int index) => string.Create(CultureInfo.InvariantCulture, $"8{index:000}");

    /// <summary>What this server is told beyond its ports.</summary>
    protected virtual Dictionary<string, string> Settings => new() { ["Demo__LoadRooms"] = OpenRooms.ToString(CultureInfo.InvariantCulture) };

    public async ValueTask InitializeAsync() => _process = await ServerProcess.StartAsync(
        new ServerOptions { Settings = Settings },
        TestContext.Current.CancellationToken);

    public virtual async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
