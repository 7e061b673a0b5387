using System.Diagnostics;
using Xunit;

namespace OrleansConf.TestKit.Processes;

/// <summary>Programs of other people that the tests use, by Debian package.</summary>
public static class Tool
{
    /// <summary>
    /// Path of a program. Where it is not installed the test is skipped with the package to install; with <c>CI=true</c> it
    /// fails, since a skipped test must not pass for a green one there.
    /// </summary>
    public static string Require(string program, string debianPackage) =>
        Find(program) ?? Missing($"{program} is not installed: apt-get install {debianPackage}");

    public static string? Find(string program)
    {
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }

    internal static string Missing(string reason)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            Assert.Fail(reason);
        Assert.Skip(reason);
        throw new UnreachableException();
    }
}
