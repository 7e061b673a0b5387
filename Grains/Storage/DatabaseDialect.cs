namespace OrleansConf.Grains.Storage;

/// <summary>The two databases that the platform speaks.</summary>
public enum DatabaseDialect
{
    Sqlite = 0,
    PostgreSql = 1,
}
