using OrleansConf.Grains.Reservations;
using R = OrleansConf.Grains.Tests.Rooms.Rooms;

namespace OrleansConf.Grains.Tests.Reservations;

public sealed class RoomOccurrencesTests
{
    private static readonly DateTimeOffset FirstMonday = new(2026, 3, 16, 10, 0, 0, TimeSpan.FromHours(1));

    [Fact(DisplayName = "R-RES-11 every Monday 10:00 in Warsaw stays 10:00 there across the change to summer time")]
    public void Of_WeeklyAcrossClockChange_KeepsLocalTime()
    {
        var starts = Series("FREQ=WEEKLY;BYDAY=MO;COUNT=4").All.Select(occurrence => occurrence.Start).ToList();
        Assert.Equal(
            [Utc(16, 9), Utc(23, 9), Utc(30, 8), new DateTimeOffset(2026, 4, 6, 8, 0, 0, TimeSpan.Zero)],
            starts);
        Assert.All(Series("FREQ=WEEKLY;BYDAY=MO;COUNT=4").All, occurrence => Assert.Equal(TimeSpan.FromHours(1), occurrence.End - occurrence.Start));
    }

    [Fact(DisplayName = "R-RES-11 a time that the clocks skip is told by the offset before the gap")]
    public void Of_SkippedTime_IsMovedOn()
    {
        var start = new DateTimeOffset(2026, 3, 28, 2, 30, 0, TimeSpan.FromHours(1));
        Assert.True(RoomOccurrences.TryExpand(new Recurrence { Rule = "FREQ=DAILY;COUNT=3" }, start, start.AddMinutes(30), "Europe/Warsaw", out var series));
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), series.All[1].Start);
        Assert.Equal(new DateTimeOffset(2026, 3, 30, 0, 30, 0, TimeSpan.Zero), series.All[2].Start);
    }

    [Fact(DisplayName = "R-RES-11 UNTIL is read as an instant, whatever the zone")]
    public void Of_Until_EndsTheSeries() =>
        Assert.Equal(2, Series("FREQ=WEEKLY;BYDAY=MO;UNTIL=20260323T090000Z").All.Length);

    [Fact(DisplayName = "R-RES-11 one occurrence is moved, another taken out; the others stay")]
    public void Of_Changes_ConcernOneOccurrence()
    {
        var moved = new OccurrenceChange { Occurrence = Utc(23, 9), Start = Utc(24, 12), End = Utc(24, 13) };
        var cancelled = new OccurrenceChange { Occurrence = Utc(30, 8) };
        var series = Series("FREQ=WEEKLY;BYDAY=MO;COUNT=4", moved, cancelled);
        Assert.Equal([Utc(16, 9), Utc(24, 12), new DateTimeOffset(2026, 4, 6, 8, 0, 0, TimeSpan.Zero)], series.All.Select(occurrence => occurrence.Start));
        Assert.Equal(Utc(23, 9), series.All[1].Id);
    }

    [Theory(DisplayName = "R-RES-11 a rule that cannot be read, never ends or is no schedule of people is refused")]
    [InlineData("FREQ=SOMETIMES;COUNT=3")]
    [InlineData("nonsense")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO")]
    [InlineData("FREQ=DAILY;COUNT=5000")]
    [InlineData("FREQ=SECONDLY;COUNT=3")]
    public void TryExpand_BadRule_IsRefused(string rule) =>
        Assert.False(RoomOccurrences.TryExpand(new Recurrence { Rule = rule }, FirstMonday, FirstMonday.AddHours(1), "Europe/Warsaw", out _));

    [Fact(DisplayName = "R-RES-8 each occurrence has its own window: callers are let in five minutes before it, and not between two")]
    public void At_BetweenOccurrences_IsTheNextOne()
    {
        var series = Series("FREQ=WEEKLY;BYDAY=MO;COUNT=4");
        Assert.Equal(Utc(16, 9), series.At(Utc(1, 0))?.Start);
        Assert.Equal(Utc(16, 9), series.At(Utc(16, 9).AddMinutes(59))?.Start);
        Assert.Equal(Utc(23, 9), series.At(Utc(16, 10))?.Start);
        Assert.Equal(new DateTimeOffset(2026, 4, 6, 8, 0, 0, TimeSpan.Zero), series.At(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero))?.Start);
    }

    private static RoomOccurrences Series(string rule, params OccurrenceChange[] changes) => RoomOccurrences.Of(R.Definition() with
    {
        Start = FirstMonday,
        End = FirstMonday.AddHours(1),
        TimeZone = "Europe/Warsaw",
        Recurrence = new Recurrence { Rule = rule, Changes = [.. changes] },
    });

    private static DateTimeOffset Utc(int day, int hour) => new(2026, 3, day, hour, 0, 0, TimeSpan.Zero);
}
