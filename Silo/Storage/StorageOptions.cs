using System.ComponentModel.DataAnnotations;

namespace OrleansConf.Silo.Storage;

/// <summary>Where the system keeps what must outlive it.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Folder of the embedded database files; made when it is missing. Default <c>./data</c>. Not used with a <see cref="ConnectionString"/>.</summary>
    [Required]
    public string DataFolder { get; set; } = "./data";

    /// <summary>PostgreSQL connection string of a cluster; empty: embedded SQLite files.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Several processes on one PostgreSQL instead of one process on its own files.</summary>
    public bool IsCluster => !string.IsNullOrWhiteSpace(ConnectionString);

    /// <summary>Orleans' grain state and reminders of an embedded system.</summary>
    public string OrleansFile => Path.Combine(DataFolder, "orleans.db");

    /// <summary>Calls, ledger and users of an embedded system.</summary>
    public string ConferenceFile => Path.Combine(DataFolder, "conference.db");
}
