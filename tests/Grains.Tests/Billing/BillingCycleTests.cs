using System.Globalization;
using OrleansConf.Grains.Billing;

namespace OrleansConf.Grains.Tests.Billing;

public sealed class BillingCycleTests
{
    [Theory(DisplayName = "R-BIL-7 a cycle renews on its start date, on the last day of shorter months")]
    [InlineData("2026-01-31T15:00Z", "2026-01-31T15:00Z", "2026-01-31", "2026-02-28")]
    [InlineData("2026-01-31T15:00Z", "2026-02-28T00:00Z", "2026-02-28", "2026-03-31")]
    [InlineData("2026-01-31T15:00Z", "2026-03-30T23:59Z", "2026-02-28", "2026-03-31")]
    [InlineData("2026-01-31T15:00Z", "2027-02-10T00:00Z", "2027-01-31", "2027-02-28")]
    [InlineData("2026-03-02T09:00Z", "2026-04-01T00:00Z", "2026-03-02", "2026-04-02")]
    public void At_Anchor_StartAndEnd(string anchor, string at, string start, string end)
    {
        var cycle = BillingCycle.At(Parse(anchor), Parse(at));
        Assert.Equal((Parse(start), Parse(end)), (cycle.Start, cycle.End));
    }

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
