using System.Data.Common;

namespace OrleansConf.Grains.Storage;

/// <summary>Where the business tables are: calls, ledger. Orleans' own tables may be elsewhere.</summary>
/// <param name="dialect">Which SQL is spoken.</param>
/// <param name="connect">Makes a closed connection; the provider pools.</param>
public sealed class ConferenceDatabase(DatabaseDialect dialect, Func<DbConnection> connect)
{
    public DatabaseDialect Dialect { get; } = dialect;

    public DbConnection Open()
    {
        var connection = connect();
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken = default)
    {
        var connection = connect();
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
