using OrleansConf.Grains.Billing;
using OrleansConf.Grains.Plans;

namespace OrleansConf.Grains.Tests.Billing;

public sealed class PriceBookTests
{
    private static readonly DateTimeOffset March = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ServicePlan Plan = PlanPresets.All.Single(plan => plan.Id.Value == "toll-free-guests");
    private static readonly AccessNumber Number = Cluster.Demo.Number("+498000004711", "DE", NumberKind.TollFree, NumberUse.Shared) with { PricePerMinute = new Money(1.64m, "EUR") };

    [Fact(DisplayName = "R-BIL-1 a price holds from its date on, for its country and kind")]
    public void Find_ByDate_TakesTheLatestInForce()
    {
        var book = Book(Entry(1.70m, March), Entry(1.90m, March.AddDays(10)), Entry(9m, March) with { Country = "AT" }, Entry(8m, March) with { Kind = NumberKind.DialOut });
        Assert.Equal(1.64m, Price(book, Number, March.AddSeconds(-1)));
        Assert.Equal(1.70m, Price(book, Number, March));
        Assert.Equal(1.70m, Price(book, Number, March.AddDays(10).AddSeconds(-1)));
        Assert.Equal(1.90m, Price(book, Number, March.AddDays(10)));
    }

    [Fact]
    public void Find_NumberEntry_GoesBeforeItsCountry()
    {
        var book = Book(Entry(1.70m, March), Entry(0.5m, March) with { Number = Number.Number, FreeSeconds = 30, ConnectionFee = 0.1m, MinimumSeconds = 1, IncrementSeconds = 1 });
        var tariff = book.Find(Number, Plan, March);
        Assert.Equal((0.5m, 30, 0.1m, 1, 1), (tariff.PricePerMinute.Amount, tariff.FreeSeconds, tariff.ConnectionFee, tariff.MinimumSeconds, tariff.IncrementSeconds));
        Assert.Equal((60, 60), (book.Find(Number with { Number = "+498000004712" }, Plan, March).MinimumSeconds, 60));
    }

    [Fact(DisplayName = "R-NUM-2 a toll number costs the organizer nothing whatever the price list says")]
    public void Find_Toll_IsFree() =>
        Assert.True(Book(Entry(1m, March) with { Kind = NumberKind.Toll }).Find(Number with { Kind = NumberKind.Toll }, Plan, March).IsFree);

    [Fact(DisplayName = "R-BIL-1 a placed call costs what the list says for the called country; nothing without an entry")]
    public void FindDialOut_ByCountry_TakesItsEntry()
    {
        var book = Book(Entry(0.2m, March) with { Kind = NumberKind.DialOut }, Entry(5m, March));
        Assert.Equal(0.2m, book.FindDialOut("DE", Plan, March)?.PricePerMinute.Amount);
        Assert.Null(book.FindDialOut("AT", Plan, March));
        Assert.Null(book.FindDialOut("DE", Plan, March.AddSeconds(-1)));
    }

    private static decimal Price(PriceBook book, AccessNumber number, DateTimeOffset at) => book.Find(number, Plan, at).PricePerMinute.Amount;

    private static PriceBook Book(params PriceEntry[] entries) => new(new PriceListSnapshot { Version = 1, Entries = [.. entries] });

    private static PriceEntry Entry(decimal price, DateTimeOffset from) =>
        new() { Country = "DE", Kind = NumberKind.TollFree, ValidFrom = from, PricePerMinute = new Money(price, "EUR") };
}
