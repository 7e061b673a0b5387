using Microsoft.Extensions.Options;
using Npgsql;

namespace OrleansConf.Silo.Storage;

/// <summary>Says in one line what is wrong with the storage settings.</summary>
public sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Problem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }

    private static string? Problem(StorageOptions options)
    {
        if (options.IsCluster)
            return ConnectionProblem(options.ConnectionString);
        if (string.IsNullOrWhiteSpace(options.DataFolder))
            return "Storage:DataFolder is empty; name a folder, or set Storage:ConnectionString.";
        return File.Exists(options.DataFolder) ? $"Storage:DataFolder '{options.DataFolder}' is a file, not a folder." : null;
    }

    private static string? ConnectionProblem(string connectionString)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString);
            return string.IsNullOrEmpty(builder.Host) ? "Storage:ConnectionString names no Host." : null;
        }
        catch (ArgumentException exception)
        {
            return $"Storage:ConnectionString cannot be read: {exception.Message}";
        }
    }
}
