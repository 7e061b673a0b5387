using System.Globalization;
using OrleansConf.Grains.Billing;
using OrleansConf.Grains.Plans;

namespace OrleansConf.Grains.Tests.Billing;

public sealed class CallRatingTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory(DisplayName = "R-BIL-1 seconds round up to the steps")]
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
        Assert.Equal(billed, CallRating.BilledSeconds(Tariff("1") with { MinimumSeconds = minimum, IncrementSeconds = increment }, TimeSpan.FromSeconds(seconds)));

    [Theory(DisplayName = "R-BIL-1 an amount is the connection fee and price per minute by billed time after the free seconds")]
    [InlineData("1.64", 61, 60, 60, "0", 0, "3.28")]
    [InlineData("1.64", 61, 1, 1, "0", 0, "1.667333")]
    [InlineData("0.99", 3600, 60, 60, "0", 0, "59.40")]
    [InlineData("0", 3600, 60, 60, "0", 0, "0")]
    [InlineData("2.81", 60, 60, 60, "0.10", 0, "2.91")]
    [InlineData("2.81", 10, 60, 60, "0.10", 10, "0")]
    [InlineData("2.81", 11, 60, 60, "0.10", 10, "2.91")]
    [InlineData("0.99", 90, 60, 1, "0.05", 20, "1.205")]
    public void Charge_Tariff_IsExact(string price, int seconds, int minimum, int increment, string fee, int free, string amount)
    {
        var tariff = Tariff(price) with { MinimumSeconds = minimum, IncrementSeconds = increment, ConnectionFee = Parse(fee), FreeSeconds = free };
        Assert.Equal(new Money(Parse(amount), "EUR"), CallRating.Charge(tariff, Start, Start.AddSeconds(seconds)));
    }

    [Theory(DisplayName = "R-BIL-1 R-NUM-4 every preset charges started minutes of the demo prices")]
    [InlineData("reserved", "1.64", 61, "3.28")]
    [InlineData("own-number", "1.64", 59, "1.64")]
    [InlineData("toll-free-guests", "2.81", 121, "8.43")]
    [InlineData("webinar-audio", "0.99", 3_601, "60.39")]
    [InlineData("integrated-audio", "2.34", 1, "2.34")]
    public void Charge_Preset_StartedMinutes(string plan, string price, int seconds, string amount)
    {
        var preset = PlanPresets.All.Single(known => known.Id.Value == plan);
        var number = Cluster.Demo.Number("+498000004711", "DE", NumberKind.TollFree, NumberUse.Shared) with { PricePerMinute = new Money(Parse(price), preset.Currency) };
        var tariff = new PriceBook(new PriceListSnapshot { Version = 0, Entries = [] }).Find(number, preset, Start);
        Assert.Equal(new Money(Parse(amount), "EUR"), CallRating.Charge(tariff, Start, Start.AddSeconds(seconds)));
    }

    [Fact]
    public void Charge_NeverAnsweredOrEndedBefore_IsFree()
    {
        Assert.True(CallRating.Charge(Tariff("1"), null, Start).IsZero);
        Assert.True(CallRating.Charge(Tariff("1"), Start, Start.AddSeconds(-1)).IsZero);
    }

    [Theory]
    [InlineData("1.64", "4.92", 60, 60, 180)]
    [InlineData("1.64", "4.91", 60, 60, 120)]
    [InlineData("1.64", "1.63", 60, 60, 0)]
    [InlineData("1.64", "1", 1, 1, 36)]
    public void Affordable_Money_BuysWholeSteps(string price, string money, int minimum, int increment, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        CallRating.Affordable(Tariff(price) with { MinimumSeconds = minimum, IncrementSeconds = increment }, Parse(money)));

    [Fact]
    public void Affordable_AnyTariffAndMoney_IsNeverTooLong() => CsCheck.Check.Sample(
        CsCheck.Gen.Select(CsCheck.Gen.Int[1, 9_999_999], CsCheck.Gen.Int[0, 60], CsCheck.Gen.Int[1, 60], CsCheck.Gen.Int[0, 90], CsCheck.Gen.Int[0, 2_000_000], CsCheck.Gen.Int[0, 50_000_000]),
        (price, minimum, increment, free, fee, money) =>
        {
            var tariff = new Tariff
            {
                PricePerMinute = new Money(price / 1_000_000m, "EUR"),
                MinimumSeconds = minimum,
                IncrementSeconds = increment,
                FreeSeconds = free,
                ConnectionFee = fee / 1_000_000m,
            };
            var length = CallRating.Affordable(tariff, money / 1_000_000m)!.Value;
            Assert.True(CallRating.Charge(tariff, Start, Start + length).Amount <= money / 1_000_000m);
            Assert.True(CallRating.Charge(tariff, Start, Start + length + TimeSpan.FromSeconds(increment)).Amount > money / 1_000_000m || length == TimeSpan.FromSeconds(free));
        });

    private static Tariff Tariff(string price) => new() { PricePerMinute = new Money(Parse(price), "EUR") };

    private static decimal Parse(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
