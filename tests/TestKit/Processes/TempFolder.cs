namespace OrleansConf.TestKit.Processes;

/// <summary>A folder of its own under the system's temporary folder, removed at the end.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder(string purpose) => Path = Directory.CreateTempSubdirectory($"orleansconf-{purpose}-").FullName;

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that is just ending may still write; the system's own clean-up takes the rest.
        }
    }
}
