using OrleansConf.Grains.Calls;

namespace OrleansConf.Grains.Tests.Calls;

public sealed class AttemptRulesTests
{
    private static readonly DateTimeOffset Last = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly AttemptLimit Limit = new AttemptOptions().Caller;

    [Theory(DisplayName = "R-ACC-6 past the limit the wait doubles with each wrong entry, up to a longest one")]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(7, 2)]
    [InlineData(9, 8)]
    [InlineData(40, 1440)]
    public void RetryAt_PastTheLimit_Grows(int wrong, int minutes)
    {
        var expected = minutes == 0 ? (DateTimeOffset?)null : Last.AddMinutes(minutes);
        Assert.Equal(expected, AttemptRules.RetryAt(wrong, Last, Limit, Last.AddSeconds(1)));
    }

    [Fact(DisplayName = "R-ACC-6 wrong entries are forgotten one by one")]
    public void Remaining_TimePasses_CountsDown()
    {
        Assert.Equal(6, AttemptRules.Remaining(6, Last, Limit, Last.AddMinutes(59)));
        Assert.Equal(4, AttemptRules.Remaining(6, Last, Limit, Last.AddHours(2)));
        Assert.Equal(0, AttemptRules.Remaining(6, Last, Limit, Last.AddDays(1)));
        Assert.Null(AttemptRules.RetryAt(6, Last, Limit, Last.AddMinutes(1)));
    }
}
