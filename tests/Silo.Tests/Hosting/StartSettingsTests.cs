using Microsoft.Extensions.Configuration;
using OrleansConf.Silo.Hosting;
using Xunit;

namespace OrleansConf.Silo.Tests.Hosting;

public sealed class StartSettingsTests
{
    [Fact]
    public void Read_Nothing_IsEmbeddedWithAllRoles()
    {
        var settings = Read();
        Assert.True(settings.Embedded);
        Assert.Equal(Roles.All, settings.Roles);
        Assert.Equal(11111, settings.Cluster.SiloPort);
    }

    [Fact]
    public void Read_ConnectionString_IsCluster() =>
        Assert.False(Read(("Storage:ConnectionString", "Host=db;Database=conf")).Embedded);

    [Theory]
    [InlineData("roles", "media", "Storage:ConnectionString is needed")]
    [InlineData("roles", "radio", "'radio'")]
    [InlineData("Orleans:SiloPort", "0", "SiloPort")]
    [InlineData("Orleans:SiloPort", "many", "many")]
    [InlineData("Orleans:GatewayPort", "11111", "both 11111")]
    [InlineData("Orleans:AdvertisedAddress", "localhost", "'localhost' is not an IP address")]
    [InlineData("Orleans:ClusterId", "", "ClusterId")]
    public void Read_WrongSetting_SaysWhichInOneLine(string key, string value, string expected)
    {
        var wrong = Assert.Throws<SettingsException>(() => Read((key, value)));
        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
    }

    private static StartSettings Read(params (string Key, string Value)[] settings) => StartSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build());
}
