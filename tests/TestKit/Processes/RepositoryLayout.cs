namespace OrleansConf.TestKit.Processes;

/// <summary>Where the built programs lie, seen from a running test.</summary>
public static class RepositoryLayout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The build configuration of the running test: Debug or Release.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release" : "Debug";

    /// <summary>Path of a project's program, which must be built.</summary>
    public static string ProgramOf(string project)
    {
        string path = Path.Combine(Root, project, "bin", Configuration, "net10.0", $"OrleansConf.{project}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built ({Configuration})", path);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrleansConf.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("OrleansConf.sln lies in no folder above the tests");
    }
}
