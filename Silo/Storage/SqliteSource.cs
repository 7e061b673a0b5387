using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace OrleansConf.Silo.Storage;

/// <summary>Connections to one SQLite file, set up for a server process.</summary>
/// <remarks>
/// With write-ahead logging, readers never wait for the writer, and <c>synchronous=NORMAL</c> keeps every commit over a killed
/// process. SQLite's own busy handler polls within milliseconds; without it the driver would sleep 150 ms at each conflict.
/// </remarks>
internal sealed class SqliteSource(string file) : DbDataSource
{
    private const string Setup = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL;";

    public override string ConnectionString { get; } =
        new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 10 }.ToString();

    protected override DbConnection CreateDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.StateChange += SetUp;
        return connection;
    }

    private static void SetUp(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState != ConnectionState.Open)
            return;
        using var command = ((SqliteConnection)sender).CreateCommand();
        command.CommandText = Setup;
        command.ExecuteNonQuery();
    }
}
