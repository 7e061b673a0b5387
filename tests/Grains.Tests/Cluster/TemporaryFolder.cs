using Microsoft.Data.Sqlite;

namespace OrleansConf.Grains.Tests.Cluster;

/// <summary>A folder of its own for each test that stores something.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("orleansconf-test-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}
