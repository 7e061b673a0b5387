using OrleansConf.Grains.Reservations;
using OrleansConf.Grains.Rooms;

namespace OrleansConf.Grains.Tests.Rooms;

public sealed class RoomAdmissionTests
{
    [Theory(DisplayName = "R-ACC-5 the ADMIN PIN makes a moderator, the guest PIN never does")]
    [InlineData(Rooms.AdminPin, AdmissionOutcome.Admitted, Role.Moderator)]
    [InlineData(Rooms.GuestPin, AdmissionOutcome.Admitted, Role.Guest)]
    [InlineData("2469", AdmissionOutcome.WrongPin, Role.Guest)]
    [InlineData("24680", AdmissionOutcome.WrongPin, Role.Guest)]
    [InlineData("246", AdmissionOutcome.WrongPin, Role.Guest)]
    [InlineData("", AdmissionOutcome.PinNeeded, Role.Guest)]
    [InlineData(null, AdmissionOutcome.PinNeeded, Role.Guest)]
    public void Decide_PinMode_RoleFollowsThePin(string? pin, AdmissionOutcome outcome, Role role)
    {
        var verdict = Decide(Rooms.Definition(), Rooms.Entry(pin));
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal(role, verdict.Role);
    }

    [Fact(DisplayName = "R-ACC-5 a room without ADMIN PIN makes nobody a moderator by an empty entry")]
    public void Decide_NoAdminPin_EmptyEntryIsNoModerator()
    {
        var verdict = Decide(Rooms.Definition() with { AdminPin = "" }, Rooms.Entry(""));
        Assert.Equal(AdmissionOutcome.PinNeeded, verdict.Outcome);
    }

    [Theory(DisplayName = "R-ACC-1 an open room asks for nothing; a PIN still makes a moderator")]
    [InlineData(null, Role.Guest)]
    [InlineData(Rooms.AdminPin, Role.Moderator)]
    [InlineData("0000", Role.Guest)]
    public void Decide_OpenMode_Admits(string? pin, Role role)
    {
        var verdict = Decide(Rooms.Definition(AccessMode.Open), Rooms.Entry(pin, caller: null));
        Assert.Equal(new AdmissionVerdict(AdmissionOutcome.Admitted, role), verdict);
    }

    [Theory(DisplayName = "R-ACC-2 the list admits those who are on it and nobody who withholds his number")]
    [InlineData("+4915112345678", AdmissionOutcome.Admitted)]
    [InlineData("+4915112345679", AdmissionOutcome.NotAllowed)]
    [InlineData(null, AdmissionOutcome.NotAllowed)]
    public void Decide_AllowList_OnlyListed(string? caller, AdmissionOutcome outcome) =>
        Assert.Equal(outcome, Decide(Rooms.Definition(AccessMode.AllowList), Rooms.Entry(null, caller)).Outcome);

    [Theory(DisplayName = "R-RES-8 callers are let in five minutes before the start, not earlier")]
    [InlineData(-301, AdmissionOutcome.TooEarly)]
    [InlineData(-300, AdmissionOutcome.Admitted)]
    [InlineData(3599, AdmissionOutcome.Admitted)]
    [InlineData(3600, AdmissionOutcome.Over)]
    public void Decide_Reserved_WindowHolds(int secondsFromStart, AdmissionOutcome outcome)
    {
        var room = Rooms.Definition() with { Start = Rooms.Now, End = Rooms.Now.AddHours(1) };
        var verdict = Decide(room, Rooms.Entry(), now: Rooms.Now.AddSeconds(secondsFromStart));
        Assert.Equal(outcome, verdict.Outcome);
        if (outcome == AdmissionOutcome.TooEarly)
            Assert.Equal(Rooms.Now.AddMinutes(-5), verdict.OpensAt);
    }

    [Theory(DisplayName = "R-RES-9 at most 30 are in; an ADMIN PIN holder always gets in")]
    [InlineData(29, Rooms.GuestPin, AdmissionOutcome.Admitted)]
    [InlineData(30, Rooms.GuestPin, AdmissionOutcome.RoomFull)]
    [InlineData(30, Rooms.AdminPin, AdmissionOutcome.Admitted)]
    public void Decide_Capacity_HoldsForGuests(int seated, string pin, AdmissionOutcome outcome) =>
        Assert.Equal(outcome, Decide(Rooms.Definition(), Rooms.Entry(pin), seated).Outcome);

    [Fact(DisplayName = "R-RES-9 a room for 0 participants is unlimited")]
    public void Decide_NoLimit_Admits() =>
        Assert.Equal(AdmissionOutcome.Admitted, Decide(Rooms.Definition() with { MaxParticipants = 0 }, Rooms.Entry(), seated: 5_000).Outcome);

    [Theory(DisplayName = "R-ACC-7 moderators get into a locked room")]
    [InlineData(Rooms.GuestPin, AdmissionOutcome.Locked)]
    [InlineData(Rooms.AdminPin, AdmissionOutcome.Admitted)]
    public void Decide_Locked_ModeratorsOnly(string pin, AdmissionOutcome outcome) =>
        Assert.Equal(outcome, Decide(Rooms.Definition(), Rooms.Entry(pin), locked: true).Outcome);

    [Fact]
    public void Decide_WrongPinBeforeTheStart_TellsNothingOfTheHours()
    {
        var room = Rooms.Definition() with { Start = Rooms.Now.AddDays(1), End = Rooms.Now.AddDays(2) };
        Assert.Equal(AdmissionOutcome.WrongPin, Decide(room, Rooms.Entry("0000")).Outcome);
    }

    private static AdmissionVerdict Decide(RoomDefinition room, RoomEntry entry, int seated = 0, bool locked = false, DateTimeOffset? now = null) =>
        RoomAdmission.Decide(
            new AdmissionFacts { Definition = room, Plan = Rooms.Plan, Window = RoomOccurrences.Of(room).At(now ?? Rooms.Now), Now = now ?? Rooms.Now, Seated = seated, Locked = locked }, entry);
}
