using System.Collections.Immutable;
using OrleansConf.Grains.Numbers;
using OrleansConf.Grains.Tests.Cluster;

namespace OrleansConf.Grains.Tests.Numbers;

public sealed class TollFreeRulesTests
{
    private static readonly TollFreeFacts WhereAvailable = new()
    {
        Subscribed = true,
        Account = new TollFreeSettings { Mode = TollFreeMode.WhereAvailable, MaxPricePerMinute = new Money(2.5m, "EUR") },
    };

    private static readonly AccessNumber[] Numbers =
    [
        Number("+498000004711", "DE", NumberKind.TollFree, 1.64m), Number("+4930123", "DE", NumberKind.Toll, 0m), Number("+3280012345", "BE", NumberKind.TollFree, 2.81m),
        Number("+3221234567", "BE", NumberKind.Toll, 0m), Number("+4312345678", "AT", NumberKind.Toll, 0m), Number("+37052345678", "LT", NumberKind.Toll, 0m),
        Number("+37112345678", "LV", NumberKind.Toll, 0m) with { InService = false }, Number("+4930863001", "LV", NumberKind.Toll, 0m) with { Use = NumberUse.OwnNumber },
    ];

    [Theory(DisplayName = "R-NUM-4 off, where available up to a price, or chosen countries")]
    [InlineData(TollFreeMode.Off, "DE", 0.1, false)]
    [InlineData(TollFreeMode.WhereAvailable, "DE", 1.64, true)]
    [InlineData(TollFreeMode.WhereAvailable, "DK", 2.5, true)]
    [InlineData(TollFreeMode.WhereAvailable, "BE", 2.81, false)]
    [InlineData(TollFreeMode.ChosenCountries, "BE", 2.81, true)]
    [InlineData(TollFreeMode.ChosenCountries, "DE", 1.64, false)]
    public void Allows_AccountMode(TollFreeMode mode, string country, double price, bool allowed)
    {
        var facts = WhereAvailable with { Account = WhereAvailable.Account with { Mode = mode, Countries = ["BE"] } };
        Assert.Equal(allowed, TollFreeRules.Allows(facts, country, new Money((decimal)price, "EUR")));
    }

    [Fact(DisplayName = "R-NUM-3 nothing without the add-on, and nothing for a blocked account")]
    public void Allows_NotSubscribedOrBlocked_Nothing()
    {
        Assert.False(TollFreeRules.Allows(WhereAvailable with { Subscribed = false, Participant = true }, "DE", new Money(1m, "EUR")));
        Assert.False(TollFreeRules.Allows(WhereAvailable with { Blocked = true, Participant = true }, "DE", new Money(1m, "EUR")));
        Assert.False(TollFreeRules.Allows(WhereAvailable, "DE", new Money(1m, "PLN")));
    }

    [Theory(DisplayName = "R-NUM-6 the conference's countries go before the account's, the participant's switch before both")]
    [InlineData("BE", null, "BE", true)]
    [InlineData("BE", null, "DE", false)]
    [InlineData("", null, "DE", false)]
    [InlineData("BE", true, "DE", true)]
    [InlineData("BE", false, "BE", false)]
    [InlineData(null, true, "BE", true)]
    public void Allows_NarrowerWins(string? conference, bool? participant, string country, bool allowed)
    {
        ImmutableArray<string>? countries = conference is null ? null : [.. conference.Split(',', StringSplitOptions.RemoveEmptyEntries)];
        var facts = WhereAvailable with { ConferenceCountries = countries, Participant = participant };
        Assert.Equal(allowed, TollFreeRules.Allows(facts, country, new Money(2.81m, "EUR")));
    }

    [Theory(DisplayName = "R-NUM-5 toll-free of the guest's country if paid for, else its toll number, else the nearest")]
    [InlineData("DE", "+498000004711")]
    [InlineData("BE", "+3221234567")]
    [InlineData("LV", "+37052345678")]
    [InlineData("LI", "+4312345678")]
    [InlineData("XX", "+4312345678")]
    public void For_GuestOfCountry_BestNumber(string country, string number) =>
        Assert.Equal(number, AccessNumberChoice.For(Numbers, WhereAvailable, known => known.PricePerMinute, country).Best?.Number);

    [Fact(DisplayName = "R-NUM-7 a caller who is not paid for is told the toll number of the country")]
    public void TollInstead_Country_ItsTollNumber() => Assert.Equal("+3221234567", AccessNumberChoice.TollInstead(Numbers, "BE")?.Number);

    [Fact]
    public void For_Offer_HasNoNumberThatRefuses()
    {
        var offer = AccessNumberChoice.For(Numbers, WhereAvailable, known => known.PricePerMinute, null);
        Assert.Equal(["+4312345678", "+3221234567", "+498000004711", "+4930123", "+37052345678"], offer.Numbers.Select(number => number.Number));
    }

    private static AccessNumber Number(string number, string country, NumberKind kind, decimal price) =>
        Demo.Number(number, country, kind, NumberUse.Shared) with { PricePerMinute = new Money(price, "EUR") };
}
