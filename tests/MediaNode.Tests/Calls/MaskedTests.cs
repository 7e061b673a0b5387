using OrleansConf.MediaNode.Calls;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Calls;

public sealed class MaskedTests
{
    [Theory]
    [InlineData("+48601234567", "*********567")]
    [InlineData("reception", "reception")]
    [InlineData("908", "908")]
    [InlineData("", "")]
    public void Number_ShowsTheLastThreeDigitsOnly(string number, string expected) => Assert.Equal(expected, Masked.Number(number));
}
