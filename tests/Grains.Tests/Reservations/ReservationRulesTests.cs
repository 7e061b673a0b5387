using OrleansConf.Grains.Reservations;
using R = OrleansConf.Grains.Tests.Rooms.Rooms;

namespace OrleansConf.Grains.Tests.Reservations;

public sealed class ReservationRulesTests
{
    [Theory(DisplayName = "R-RES-2 start 10 minutes to 30 days ahead, end after start, 14 days at most")]
    [InlineData(9, 60, ReservationOutcome.StartTooSoon)]
    [InlineData(10, 60, ReservationOutcome.Accepted)]
    [InlineData(30 * 24 * 60, 60, ReservationOutcome.Accepted)]
    [InlineData((30 * 24 * 60) + 1, 60, ReservationOutcome.StartTooFar)]
    [InlineData(60, 0, ReservationOutcome.EndBeforeStart)]
    [InlineData(60, -1, ReservationOutcome.EndBeforeStart)]
    [InlineData(60, 14 * 24 * 60, ReservationOutcome.Accepted)]
    [InlineData(60, (14 * 24 * 60) + 1, ReservationOutcome.TooLong)]
    public void Check_Times_FollowThePlan(int startsInMinutes, int lastsMinutes, ReservationOutcome outcome) =>
        Assert.Equal(outcome, ReservationRules.Check(Request(startsInMinutes, lastsMinutes), R.Plan, 0, R.Now));

    [Theory(DisplayName = "R-RES-3 fourth active reservation is refused")]
    [InlineData(2, ReservationOutcome.Accepted)]
    [InlineData(3, ReservationOutcome.TooManyActive)]
    public void Check_Active_AtMostThree(int active, ReservationOutcome outcome) =>
        Assert.Equal(outcome, ReservationRules.Check(Request(60, 60), R.Plan, active, R.Now));

    [Fact(DisplayName = "R-RES-1 title and time zone must be there")]
    public void Check_Fields_AreNeeded()
    {
        Assert.Equal(ReservationOutcome.TitleMissing, ReservationRules.Check(Request(60, 60) with { Title = " " }, R.Plan, 0, R.Now));
        Assert.Equal(ReservationOutcome.TitleTooLong, ReservationRules.Check(Request(60, 60) with { Title = new string('x', 201) }, R.Plan, 0, R.Now));
        Assert.Equal(ReservationOutcome.UnknownTimeZone, ReservationRules.Check(Request(60, 60) with { TimeZone = "Mars/Olympus" }, R.Plan, 0, R.Now));
    }

    [Fact(DisplayName = "R-RES-2 an open reservation may keep its start when it is changed")]
    public void Check_ChangedWhileOpen_KeepsItsStart()
    {
        var request = Request(-30, 120);
        Assert.Equal(ReservationOutcome.Accepted, ReservationRules.Check(request, R.Plan, 0, R.Now, request.Start));
    }

    [Theory(DisplayName = "R-RES-4 a finished reservation stays listed for an hour")]
    [InlineData(-6, ReservationPhase.Upcoming)]
    [InlineData(-5, ReservationPhase.Open)]
    [InlineData(60, ReservationPhase.Finished)]
    [InlineData(119, ReservationPhase.Finished)]
    [InlineData(120, null)]
    public void PhaseAt_MinutesFromStart_Follows(int minutes, ReservationPhase? phase) =>
        Assert.Equal(phase, ReservationRules.PhaseAt(R.Now, R.Now.AddHours(1), R.Plan, R.Now.AddMinutes(minutes)));

    [Fact(DisplayName = "R-ACC-2 numbers in any usual notation are stored as E.164")]
    public void TryReadCallers_AnyNotation_IsE164()
    {
        Assert.True(ReservationRules.TryReadCallers(["0151 12345678", "+49 (151) 123-45678", "0049 151 12345678", "+48 600 100 200"], "DE", out var callers));
        Assert.Equal(["+4915112345678", "+48600100200"], callers);
        Assert.False(ReservationRules.TryReadCallers(["hello"], "DE", out _));
    }

    internal static ReservationRequest Request(int startsInMinutes, int lastsMinutes) => new()
    {
        RequestId = Guid.NewGuid(),
        Organizer = new UserId("anna"),
        Title = "Weekly",
        Start = R.Now.AddMinutes(startsInMinutes),
        End = R.Now.AddMinutes(startsInMinutes + lastsMinutes),
        TimeZone = "Europe/Warsaw",
    };
}
