using OrleansConf.Grains.Reservations;

namespace OrleansConf.Grains.Tests.Reservations;

public sealed class AccessCodeGeneratorTests
{
    [Theory(DisplayName = "R-RES-12 patterns that people try first are never given out")]
    [InlineData("1111")]
    [InlineData("123456")]
    [InlineData("987654")]
    [InlineData("789012")]
    [InlineData("246802")]
    [InlineData("121212")]
    [InlineData("123123")]
    [InlineData("45674567")]
    [InlineData("110100")]
    public void IsTrivial_KnownPattern_IsFound(string code) => Assert.True(AccessCodeGenerator.IsTrivial(code));

    [Theory]
    [InlineData("4821")]
    [InlineData("904817")]
    [InlineData("10020038")]
    public void IsTrivial_Ordinary_IsNot(string code) => Assert.False(AccessCodeGenerator.IsTrivial(code));

    [Fact(DisplayName = "R-RES-12 numbers and PINs are random, of the wanted length, and tell each other apart")]
    public void Generate_Many_AreGood()
    {
        var numbers = new HashSet<string>();
        for (var i = 0; i < 2_000; i++)
        {
            var number = AccessCodeGenerator.ConferenceNumber(8);
            Assert.Equal(8, number.Length);
            Assert.NotEqual('0', number[0]);
            Assert.False(AccessCodeGenerator.IsTrivial(number));
            numbers.Add(number);
            var admin = AccessCodeGenerator.Pin(6);
            var guest = AccessCodeGenerator.Pin(4, admin);
            Assert.False(admin.StartsWith(guest, StringComparison.Ordinal));
        }

        Assert.True(numbers.Count > 1_990, $"only {numbers.Count} different numbers of 2000");
    }
}
