using System.Text.RegularExpressions;
using Xunit;

namespace OrleansConf.Silo.Tests.Architecture;

/// <summary>The tree is the architecture: who may use whom, read from the sources.</summary>
public sealed partial class LayerTests
{
    [Theory]
    [InlineData("MediaNode/Sip", "OrleansConf.MediaNode.Sip")]
    [InlineData("MediaNode/Rtp", "OrleansConf.MediaNode.Rtp")]
    [InlineData("MediaNode/Codecs", "OrleansConf.MediaNode.Codecs")]
    [InlineData("MediaNode/Mixing", "OrleansConf.MediaNode.Mixing")]
    [InlineData("MediaNode/Ivr", "OrleansConf.MediaNode.Ivr", "OrleansConf.MediaNode.Codecs")]
    [InlineData("MediaNode/Engine", "OrleansConf.MediaNode.Engine", "OrleansConf.MediaNode.Rtp", "OrleansConf.MediaNode.Codecs", "OrleansConf.MediaNode.Mixing")]
    [InlineData("Grains", "OrleansConf.Grains", "Orleans")]
    [InlineData("WebPortal", "OrleansConf.WebPortal", "OrleansConf.Grains.Interfaces", "Orleans")]
    [InlineData("Grains.Interfaces", "OrleansConf.Grains.Interfaces", "Orleans")]
    public void Folder_UsesOnlyWhatItMay(string folder, params string[] allowed)
    {
        var offences = SourcesOf(folder)
            .SelectMany(file => UsingOfOurs().Matches(File.ReadAllText(file)).Select(match => (File: file, Used: match.Groups[1].Value)))
            .Where(use => !allowed.Any(prefix => use.Used == prefix || use.Used.StartsWith(prefix + ".", StringComparison.Ordinal)))
            .Select(use => $"{Path.GetRelativePath(Root, use.File)} uses {use.Used}")
            .ToList();
        Assert.True(offences.Count == 0, string.Join('\n', offences));
    }

    [Fact]
    public void LogEvents_OfAllFolders_HaveIdsOfTheirOwn()
    {
        string[] folders = ["Grains.Interfaces", "Grains", "MediaNode", "WebPortal", "Silo"];
        var ids = folders.SelectMany(SourcesOf)
            .SelectMany(file => LogEvent().Matches(File.ReadAllText(file)).Select(match => (Id: match.Groups[1].Value, File: Path.GetRelativePath(Root, file))))
            .ToList();
        Assert.NotEmpty(ids);
        var doubles = ids.GroupBy(log => log.Id).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(log => log.File))}").ToList();
        Assert.True(doubles.Count == 0, string.Join('\n', doubles));
    }

    private static string Root { get; } = FindRoot();

    private static IEnumerable<string> SourcesOf(string folder)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(files);
        return files;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansConf.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("OrleansConf.sln lies in no folder above the tests");
        return folder.FullName;
    }

    [GeneratedRegex(@"^\s*@?using (?:static )?((?:OrleansConf|Orleans)(?:\.[A-Za-z.]+)?)\s*;?\s*$", RegexOptions.Multiline)]
    private static partial Regex UsingOfOurs();

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId\s*=\s*)?(\d+)")]
    private static partial Regex LogEvent();
}
