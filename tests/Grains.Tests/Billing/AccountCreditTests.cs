using CsCheck;
using OrleansConf.Grains.Billing;

namespace OrleansConf.Grains.Tests.Billing;

public sealed class AccountCreditTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(120);
    private static readonly CreditLimits Prepaid = new(0m, new SpendCaps());

    [Fact(DisplayName = "R-BIL-4 a call gets time while there is money, and none after")]
    public void Request_UntilMoneyEnds_IsExact()
    {
        var credit = Credit(4.92m);
        var first = credit.Request(Request("a", 1), Prepaid, Ahead, Start);
        Assert.Equal((Start.AddSeconds(120), false, 3.28m), (first.Until, first.Exhausted, credit.Reserved));
        var second = credit.Request(Request("a", 2), Prepaid, Ahead, Start.AddSeconds(60));
        Assert.Equal((Start.AddSeconds(180), false), (second.Until, second.Exhausted));
        var third = credit.Request(Request("a", 3), Prepaid, Ahead, Start.AddSeconds(120));
        Assert.Equal((Start.AddSeconds(180), true), (third.Until, third.Exhausted));
        Assert.Equal(CreditOutcome.NoCredit, credit.Request(Request("b", 1), Prepaid, Ahead, Start.AddSeconds(120)).Outcome);
        Assert.True(credit.Settle(new CallId("a"), 4.92m, Start.AddSeconds(180)));
        Assert.False(credit.Settle(new CallId("a"), 4.92m, Start.AddSeconds(180)));
        Assert.Equal((0m, 0m, 0), (credit.Balance, credit.Reserved, credit.OpenCalls));
    }

    [Fact(DisplayName = "R-BIL-4 a credit limit lets the balance fall below zero, no further; without limit there is no end")]
    public void Request_Overdraft_IsTheEnd()
    {
        Assert.Equal(CreditOutcome.NoCredit, Credit(0m).Request(Request("a", 1), Prepaid, Ahead, Start).Outcome);
        Assert.Equal(Start.AddSeconds(60), Credit(0m).Request(Request("a", 1), new CreditLimits(2m, new SpendCaps()), Ahead, Start).Until);
        Assert.True(Credit(0m).Request(Request("a", 1), new CreditLimits(null, new SpendCaps()), Ahead, Start).IsUnlimited);
    }

    [Theory(DisplayName = "R-BIL-5 caps per conference, day and month")]
    [InlineData(2.0, null, null)]
    [InlineData(null, 2.0, null)]
    [InlineData(null, null, 2.0)]
    public void Request_Cap_Binds(double? conference, double? day, double? month)
    {
        var credit = Credit(100m);
        var limits = new CreditLimits(null, new SpendCaps { PerConference = (decimal?)conference, PerDay = (decimal?)day, PerMonth = (decimal?)month });
        var grant = credit.Request(Request("a", 1), limits, Ahead, Start);
        Assert.Equal((Start.AddSeconds(60), true), (grant.Until, grant.Exhausted));
        credit.Settle(new CallId("a"), 1.64m, Start.AddSeconds(60));
        Assert.Equal(CreditOutcome.NoCredit, credit.Request(Request("b", 1), limits, Ahead, Start.AddSeconds(70)).Outcome);

        // The next conference, day or month begins at nothing.
        var later = Request("c", 1, Start.AddMonths(1)) with { ConferenceId = "next" };
        Assert.Equal(CreditOutcome.Granted, credit.Request(later, limits, Ahead, Start.AddMonths(1)).Outcome);
    }

    [Fact]
    public void Request_RepeatedOrLate_SameAnswer()
    {
        var credit = Credit(100m);
        var first = credit.Request(Request("a", 5), Prepaid, Ahead, Start);
        Assert.Equal(first, credit.Request(Request("a", 5), Prepaid, Ahead, Start.AddSeconds(30)));
        Assert.Equal(first, credit.Request(Request("a", 2), Prepaid, Ahead, Start.AddSeconds(30)));
        Assert.Equal(3.28m, credit.Reserved);
    }

    [Fact(DisplayName = "R-BIL-4 R-BIL-8 50 parallel calls, renewals, lost nodes and silos, retries, duplicates and late messages never spend more than balance and limit, and the ledger sums to zero")]
    public void Interleavings_Any_NeverOverspend() =>
        Gen.Select(Gen.Int[0, 20_000], Gen.Int[0, 3_000], Gen.Select(Gen.Int[0, 9], Gen.Int[0, 49], Gen.Int[0, 90]).Array[0, 400]).Sample((balance, limit, steps) =>
        {
            var world = new CreditWorld(balance / 100m, limit / 100m);
            foreach (var (step, call, seconds) in steps)
                world.Do(step, call, seconds);
            world.EndEverything();
            Assert.True(world.Ledger >= -(limit / 100m), $"{world.Ledger} is below -{limit / 100m}");
            Assert.Equal(0m, world.LedgerSum);
            Assert.Equal(world.Ledger, world.Credit.Balance);
            Assert.Equal(0m, world.Credit.Reserved);
        }, iter: 2_000);

    internal static CreditRequest Request(string call, int sequence, DateTimeOffset? answeredAt = null) => new()
    {
        CallId = new CallId(call),
        Sequence = sequence,
        Room = new RoomId("100200"),
        ConferenceId = "one",
        NumberKind = NumberKind.TollFree,
        Country = "DE",
        Tariff = new Tariff { PricePerMinute = new Money(1.64m, "EUR") },
        AnsweredAt = answeredAt ?? Start,
    };

    internal static AccountCredit Credit(decimal balance, params CallGrant[] grants) =>
        new(new CreditPicture { Balance = balance, SpentToday = 0m, SpentThisMonth = 0m, Grants = [.. grants] }, Start);
}
