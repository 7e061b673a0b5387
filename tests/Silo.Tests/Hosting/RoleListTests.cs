using OrleansConf.Silo.Hosting;
using Xunit;

namespace OrleansConf.Silo.Tests.Hosting;

public sealed class RoleListTests
{
    [Theory]
    [InlineData(null, Roles.All)]
    [InlineData("", Roles.All)]
    [InlineData("silo", Roles.Silo)]
    [InlineData("Silo, media", Roles.Silo | Roles.Media)]
    [InlineData("portal,portal", Roles.Portal)]
    public void TryParse_KnownWords_GivesTheirRoles(string? text, Roles expected)
    {
        Assert.True(RoleList.TryParse(text, out var roles, out var error));
        Assert.Equal(expected, roles);
        Assert.Null(error);
    }

    [Fact]
    public void TryParse_UnknownWord_NamesIt()
    {
        Assert.False(RoleList.TryParse("silo,medai", out _, out var error));
        Assert.Contains("'medai'", error, StringComparison.Ordinal);
    }
}
