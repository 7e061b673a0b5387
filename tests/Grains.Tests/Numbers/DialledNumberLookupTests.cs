using Microsoft.Extensions.Options;
using OrleansConf.Grains.Numbers;
using OrleansConf.Grains.Tests.Cluster;

namespace OrleansConf.Grains.Tests.Numbers;

public sealed class DialledNumberLookupTests
{
    private static readonly NumberIndex Index = new(new NumberPlanSnapshot
    {
        Version = 1,
        Numbers =
        [
            Demo.Number(Demo.SharedToll, "PL", NumberKind.Toll, NumberUse.Shared) with { ShortCode = "908" },
            Demo.Number(Demo.OwnOpen, "DE", NumberKind.Toll, NumberUse.OwnNumber),
            Demo.Number("80001", "DE", NumberKind.Toll, NumberUse.OwnNumber),
        ],
    });

    [Theory]
    [InlineData("+48223500908", "DE", Demo.SharedToll)]
    [InlineData("0048223500908", "DE", Demo.SharedToll)]
    [InlineData("48223500908", "DE", Demo.SharedToll)]
    [InlineData("%2B48223500908", "DE", Demo.SharedToll)]
    [InlineData("+48-22-350.09.08", "DE", Demo.SharedToll)]
    [InlineData("+48223500908;phone-context=example", "DE", Demo.SharedToll)]
    [InlineData("223500908", "PL", Demo.SharedToll)]
    [InlineData("030863001", "DE", Demo.OwnOpen)]
    [InlineData("80001", "DE", "80001")]
    [InlineData("223500908", "DE", null)]
    [InlineData("+48223500909", "PL", null)]
    [InlineData("", "PL", null)]
    [InlineData("anna", "PL", null)]
    [InlineData("%2B%2B%00", "PL", null)]
    public void Find_AnyNotation_IsUnderstood(string dialled, string country, string? number) =>
        Assert.Equal(number, DialledNumberLookup.Find(Index, dialled, country, fromSubscriber: false)?.Number);

    [Theory(DisplayName = "R-ACC-8 short codes work only from the provider's own subscribers")]
    [InlineData("+48223501234", "192.0.2.1", true)]
    [InlineData("+48223501234", "10.0.0.1", true)]
    [InlineData("+48600100200", "192.0.2.1", false)]
    [InlineData(null, "192.0.2.1", false)]
    [InlineData(null, "127.0.0.1", true)]
    [InlineData("+48600100200", "172.20.0.9", true)]
    [InlineData("+48600100200", "172.32.0.9", false)]
    [InlineData("+48600100200", "::ffff:192.168.1.1", true)]
    public void Find_ShortCode_OnlyFromSubscribers(string? caller, string source, bool isFound)
    {
        var options = new NumberOptions { LocalCallersAreSubscribers = true, SubscriberRanges = { "+4822350" } };
        var isSubscriber = new SubscriberRanges(Options.Create(options)).Contains(caller, source);
        Assert.Equal(isFound, DialledNumberLookup.Find(Index, "908", "PL", isSubscriber) is not null);
    }

    [Theory]
    [InlineData("+48223500000-+48223509999", "+48223500908", true)]
    [InlineData("+48223500000-+48223509999", "+48223510000", false)]
    [InlineData("+48223500000-+48223509999", "+4822350", false)]
    [InlineData("+48", "+48600100200", true)]
    public void SubscriberRange_Contains_ByLeadingDigits(string text, string caller, bool isIn)
    {
        Assert.True(SubscriberRanges.TryParse(text, out var range));
        Assert.Equal(isIn, range.Contains(caller));
    }

    [Theory]
    [InlineData("48")]
    [InlineData("+48a")]
    [InlineData("+49-+48")]
    [InlineData("+48-+491")]
    public void SubscriberRange_Unreadable_IsRefused(string text) => Assert.False(SubscriberRanges.TryParse(text, out _));

    [Theory]
    [InlineData("+48600100200", false, "PL", "+48600100200")]
    [InlineData("0048600100200", false, "DE", "+48600100200")]
    [InlineData("600100200", false, "PL", "+48600100200")]
    [InlineData("015112345678", false, "DE", "+4915112345678")]
    [InlineData("+48600100200", true, "PL", null)]
    [InlineData("anonymous", false, "PL", null)]
    [InlineData("sipp", false, "PL", null)]
    [InlineData("100", false, "PL", null)]
    [InlineData(null, false, "PL", null)]
    public void CallerNumber_AsPresented_IsE164OrNothing(string? presented, bool withheld, string country, string? e164) =>
        Assert.Equal(e164, CallerNumber.Read(presented, withheld, country));
}
