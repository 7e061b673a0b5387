using OrleansConf.Grains.Numbers;

namespace OrleansConf.Grains.Tests.Numbers;

public sealed class NumberCsvTests
{
    [Fact(DisplayName = "R-NUM-1 numbers come from a CSV file, each with country, city, language, kind, region and price")]
    public void Read_GoodFile_AllNumbers()
    {
        var (numbers, problems) = NumberCsv.Read(
            $"\uFEFF{NumberCsv.Heading}\r\n+48223500909,pl,\"Warszawa, Centrum\",pl,toll,eu-central,,,909\r\n\r\n0800 000 4712,DE,,de,toll-free,eu-central,1.64,eur,\r\n");
        Assert.Empty(problems);
        Assert.Equal("+48223500909 PL Warszawa, Centrum Toll 0.00 EUR 909", Text(numbers[0]));
        Assert.Equal("+498000004712 DE  TollFree 1.64 EUR ", Text(numbers[1]));
    }

    [Fact]
    public void Read_BadLines_EachIsNamed()
    {
        var (_, problems) = NumberCsv.Read(string.Join(
            '\n',
            NumberCsv.Heading,
            "12,DE,Berlin,de,toll,eu,,,",
            "+498000004712,Germany,Berlin,xx,free,,1,,",
            "+498000004712,DE,Berlin,de,toll-free,eu,,EUR,",
            "too,few",
            "+48223500909,PL,,pl,toll,eu,,,",
            "+48223500909,PL,,pl,toll,eu,,,",
            "+498000004713,DE,,de,toll-free,eu,1,64,"));
        Assert.Equal(
            ["2 number", "3 country", "3 language", "3 kind", "3 region", "4 price", "5 columns", "7 duplicate", "8 currency"],
            problems.Select(problem => $"{problem.Line} {problem.Problem}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("number;country\n+48223500909;PL")]
    public void Read_WrongHeading_IsSaid(string csv) => Assert.Equal("heading", Assert.Single(NumberCsv.Read(csv).Problems).Problem);

    private static string Text(AccessNumber number) => $"{number.Number} {number.Country} {number.City} {number.Kind} {number.PricePerMinute} {number.ShortCode}";
}
