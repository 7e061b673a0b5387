using OrleansConf.Grains.Calls;

namespace OrleansConf.Grains.Tests.Calls;

public sealed class CallRatingTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory(DisplayName = "R-BIL-1 seconds round up to the plan's steps")]
    [InlineData(0, 60, 60, 0)]
    [InlineData(0.001, 60, 60, 60)]
    [InlineData(60, 60, 60, 60)]
    [InlineData(60.001, 60, 60, 120)]
    [InlineData(61, 60, 1, 61)]
    [InlineData(30, 60, 1, 60)]
    [InlineData(0.5, 1, 1, 1)]
    [InlineData(59.2, 1, 1, 60)]
    [InlineData(75, 30, 6, 78)]
    public void BilledSeconds_Steps_RoundUp(double seconds, int minimum, int increment, long billed) =>
        Assert.Equal(billed, CallRating.BilledSeconds(TimeSpan.FromSeconds(seconds), minimum, increment));

    [Theory(DisplayName = "R-BIL-1 an amount is price per minute by billed time")]
    [InlineData("1.64", 61, 60, 60, "3.28")]
    [InlineData("1.64", 61, 1, 1, "1.667333")]
    [InlineData("0.99", 3600, 60, 60, "59.40")]
    [InlineData("0", 3600, 60, 60, "0")]
    public void Charge_Price_TimesMinutes(string price, int seconds, int minimum, int increment, string amount)
    {
        var charge = CallRating.Charge(new Money(Parse(price), "EUR"), Start, Start.AddSeconds(seconds), minimum, increment);
        Assert.Equal(new Money(Parse(amount), "EUR"), charge);
    }

    [Fact]
    public void Charge_NeverAnsweredOrEndedBefore_IsFree()
    {
        Assert.True(CallRating.Charge(new Money(1m, "EUR"), null, Start, 60, 60).IsZero);
        Assert.True(CallRating.Charge(new Money(1m, "EUR"), Start, Start.AddSeconds(-1), 60, 60).IsZero);
    }

    private static decimal Parse(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
