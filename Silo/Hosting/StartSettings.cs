using System.ComponentModel.DataAnnotations;
using OrleansConf.Silo.Storage;

namespace OrleansConf.Silo.Hosting;

/// <summary>What must be known before the host is built, read and checked in one place.</summary>
public sealed record StartSettings(Roles Roles, StorageOptions Storage, SiloClusterOptions Cluster)
{
    /// <summary>One process with everything, on SQLite.</summary>
    public bool Embedded => !Storage.IsCluster;

    /// <exception cref="SettingsException">A setting is wrong; the message is one line that names it.</exception>
    public static StartSettings Read(IConfiguration configuration)
    {
        if (!RoleList.TryParse(configuration["roles"], out var roles, out var error))
            throw new SettingsException(error!);
        var storage = Bind<StorageOptions>(configuration, StorageOptions.Section);
        var cluster = Bind<SiloClusterOptions>(configuration, SiloClusterOptions.Section);
        if (cluster.Validate() is { } problem)
            throw new SettingsException(problem);
        if (!storage.IsCluster && !roles.HasFlag(Roles.Silo))
            throw new SettingsException("Storage:ConnectionString is needed when this process does not run the silo role itself");
        return new StartSettings(roles, storage, cluster);
    }

    private static T Bind<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        try
        {
            var options = configuration.GetSection(section).Get<T>() ?? new T();
            var problems = new List<ValidationResult>();
            return Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true)
                ? options
                : throw new SettingsException($"{section}: {problems[0].ErrorMessage}");
        }
        catch (InvalidOperationException unreadable)
        {
            throw new SettingsException($"{section}: {unreadable.InnerException?.Message ?? unreadable.Message}");
        }
    }
}
