using OrleansConf.TestKit.Processes;

namespace OrleansConf.EndToEnd.Tests;

/// <summary>Keeps what explains a failure in <c>TestResults/</c> at the root of the repository.</summary>
internal static class FailureReport
{
    public static bool HasFailed => TestContext.Current.TestState?.Result == TestResult.Failed;

    /// <summary>Path of a file named after the running test.</summary>
    public static string PathOf(string extension)
    {
        string folder = Path.Combine(RepositoryLayout.Root, "TestResults");
        Directory.CreateDirectory(folder);
        string test = TestContext.Current.TestMethod?.MethodName ?? "unknown";
        return Path.Combine(folder, $"{TestContext.Current.TestClass?.TestClassSimpleName}.{test}.{extension}");
    }

    public static void Keep(params ServerProcess?[] processes)
    {
        if (!HasFailed)
            return;
        for (int i = 0; i < processes.Length; i++)
        {
            if (processes[i] is { } process)
                File.WriteAllText(PathOf($"server{i}.log"), process.Output);
        }
    }
}
