using System.Net;
using OrleansConf.MediaNode.Hosting;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Hosting;

public sealed class TrunkOptionsTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("192.168.1.9", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("8.8.8.8", false)]
    [InlineData("2001:db8::1", false)]
    public void DefaultNetworks_TakeLoopbackAndPrivateAddressesOnly(string address, bool known) =>
        Assert.Equal(known, KnownSource.IsIn(new TrunkOptions().ReadNetworks(), IPAddress.Parse(address)));

    [Fact]
    public void Networks_GivenByTheProvider_ReplaceTheDefault()
    {
        var options = new TrunkOptions { Networks = ["203.0.113.0/24"] };
        Assert.Null(options.Validate());
        Assert.True(KnownSource.IsIn(options.ReadNetworks(), IPAddress.Parse("203.0.113.7")));
        Assert.False(KnownSource.IsIn(options.ReadNetworks(), IPAddress.Loopback));
    }

    [Fact]
    public void Networks_Malformed_AreNamed() =>
        Assert.Contains("'203.0.113.0/99'", new TrunkOptions { Networks = ["203.0.113.0/99"] }.Validate(), StringComparison.Ordinal);
}
