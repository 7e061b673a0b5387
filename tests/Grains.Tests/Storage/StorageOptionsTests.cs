using OrleansConf.Grains.Tests.Cluster;
using OrleansConf.Silo.Storage;

namespace OrleansConf.Grains.Tests.Storage;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData("", "", "Storage:DataFolder is empty; name a folder, or set Storage:ConnectionString.")]
    [InlineData("./data", "Hostt=x", "Storage:ConnectionString cannot be read: ")]
    [InlineData("./data", "Username=x", "Storage:ConnectionString names no Host.")]
    public void Validate_BadSetting_SaysWhichInOneLine(string folder, string connectionString, string message)
    {
        var result = new StorageOptionsValidator().Validate(null, new StorageOptions { DataFolder = folder, ConnectionString = connectionString });
        Assert.True(result.Failed);
        Assert.StartsWith(message, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', result.FailureMessage);
    }

    [Fact]
    public async Task Upgrade_FolderIsAFile_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var options = new StorageOptions { DataFolder = file };
        Assert.True(new StorageOptionsValidator().Validate(null, options).Failed);
        await Assert.ThrowsAsync<StorageException>(() => StorageSchema.UpgradeAsync(options, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Upgrade_Twice_IsHarmless()
    {
        using var folder = new TemporaryFolder();
        var options = new StorageOptions { DataFolder = Path.Combine(folder.Path, "new", "data") };
        await StorageSchema.UpgradeAsync(options, TestContext.Current.CancellationToken);
        await StorageSchema.UpgradeAsync(options, TestContext.Current.CancellationToken);
        Assert.True(File.Exists(options.ConferenceFile));
    }
}
