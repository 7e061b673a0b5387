using Dapper;
using Npgsql;
using OrleansConf.TestKit.Processes;

namespace OrleansConf.EndToEnd.Tests.TestKit;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task Start_CreateDatabase_AnswersAQuery()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using PostgresServer postgres = await PostgresServer.StartAsync(cancel);

        await using var connection = new NpgsqlConnection(await postgres.CreateDatabaseAsync("kit", cancel));

        Assert.Equal("kit", await connection.QuerySingleAsync<string>("SELECT current_database()"));
    }
}
