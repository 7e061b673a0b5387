using System.Data.Common;

namespace OrleansConf.WebPortal.Hosting;

/// <summary>Where users and keys are stored; the same settings as the rest of the program's storage.</summary>
public sealed class PortalStorageOptions
{
    public const string Section = "Storage";

    public const string DatabaseFile = "conference.db";

    /// <summary>Folder of the embedded database; used while <see cref="ConnectionString"/> is empty.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>PostgreSQL; set in cluster mode.</summary>
    public string? ConnectionString { get; set; }

    public bool IsEmbedded => string.IsNullOrWhiteSpace(ConnectionString);

    /// <summary>Connection string of the SQLite file. Writers of other parts hold locks for moments; wait for them.</summary>
    public string EmbeddedConnectionString => new DbConnectionStringBuilder
    {
        ["Data Source"] = Path.Combine(DataFolder, DatabaseFile),
        ["Default Timeout"] = 30,
    }.ConnectionString;
}
