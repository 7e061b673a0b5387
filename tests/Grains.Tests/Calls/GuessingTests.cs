using System.Globalization;
using OrleansConf.Grains.Calls;
using OrleansConf.Grains.Tests.Cluster;

namespace OrleansConf.Grains.Tests.Calls;

/// <summary>PINs tried out across calls (R-ACC-6).</summary>
public sealed class GuessingTests : IAsyncLifetime
{
    private const int Guesses = 1_000;
    private const int Guessers = 50;
    private const string Conference = "738264";
    private const string Pin = "506731";
    private const string Invited = "+4915112345678";

    private ConferenceCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await ConferenceCluster.StartAsync();
        await Demo.SeedAsync(_cluster.Grains);
        var room = await Account.AddPermanentRoomAsync(Demo.Room() with { ConferenceNumber = Conference, GuestPin = Pin, AdminPin = "918273" });
        Assert.NotNull(room);
        Assert.True(await Account.RedefineRoomAsync(room with { Invitees = [new Invitee { Name = "Ines", Mobile = Invited }] }));
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact(DisplayName = "R-ACC-6 1,000 guesses from 50 numbers do not find a PIN that is among them, and its holder gets in from another number")]
    public async Task Guess_ThousandTimesFromFiftyNumbers_FindsNothingAndLocksNobodyOut()
    {
        var judged = 0;
        for (var guess = 0; guess < Guesses; guess++)
        {
            // From the fifth guess of each number on, every guess would be right.
            var pin = guess >= 4 * Guessers ? Pin : (100_000 + guess).ToString(CultureInfo.InvariantCulture);
            var outcome = await EnterOnceAsync(GuesserNumber(guess % Guessers), pin);
            Assert.NotEqual(AdmissionOutcome.Admitted, outcome);
            judged += outcome == AdmissionOutcome.WrongPin ? 1 : 0;
        }

        Assert.InRange(judged, 30, 30 + (2 * Guessers));
        // The holder: a new number at the first try, a new number that slips once, an invitee who slips often.
        Assert.Equal(AdmissionOutcome.Admitted, await EnterOnceAsync("+48600700800", Pin));
        Assert.Equal(AdmissionOutcome.WrongPin, await EnterOnceAsync("+48600700801", "111222"));
        Assert.Equal(AdmissionOutcome.Admitted, await EnterOnceAsync("+48600700801", Pin));
        for (var slip = 0; slip < 3; slip++)
            Assert.Equal(AdmissionOutcome.WrongPin, await EnterOnceAsync(Invited, "111222"));
        Assert.Equal(AdmissionOutcome.Admitted, await EnterOnceAsync(Invited, Pin));
    }

    [Fact(DisplayName = "R-ACC-6 who was in the room before is not stopped by the guesses of others")]
    public async Task Enter_JoinedBefore_IsNotStoppedByOthers()
    {
        Assert.Equal(AdmissionOutcome.Admitted, await EnterOnceAsync("+48600700802", Pin));
        for (var guess = 0; guess < 40; guess++)
            await EnterOnceAsync(GuesserNumber(guess), "111222");

        for (var slip = 0; slip < 3; slip++)
            Assert.Equal(AdmissionOutcome.WrongPin, await EnterOnceAsync("+48600700802", "111222"));
        Assert.Equal(AdmissionOutcome.Admitted, await EnterOnceAsync("+48600700802", Pin));
    }

    [Fact(DisplayName = "R-ACC-6 wrong entries count across calls and a restart, the wait grows and passes, and the organizer sees them")]
    public async Task Enter_WrongAcrossCallsAndRestart_WaitsLongerEachTime()
    {
        const string caller = "+48600700803";
        for (var i = 0; i < new AttemptOptions().Caller.FreeEntries; i++)
            Assert.Equal(AdmissionOutcome.WrongPin, await EnterOnceAsync(caller, "111222"));

        await _cluster.CrashAsync();

        Assert.Equal(AdmissionOutcome.TooManyAttempts, await EnterOnceAsync(caller, Pin));
        _cluster.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(AdmissionOutcome.WrongPin, await EnterOnceAsync(caller, "111222"));
        _cluster.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(AdmissionOutcome.TooManyAttempts, await EnterOnceAsync(caller, Pin));
        _cluster.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(AdmissionOutcome.Admitted, await EnterOnceAsync(caller, Pin));

        var page = await _cluster.Grains.GetGrain<ICallHistoryGrain>(0).ListAsync(new CallHistoryQuery { Account = Demo.Account });
        var outcomes = page.Records.Where(record => record.CallerNumber == caller).SelectMany(record => record.RejectedEntries).ToList();
        Assert.Equal(7, outcomes.Count(outcome => outcome == AdmissionOutcome.WrongPin));
        Assert.Equal(2, outcomes.Count(outcome => outcome == AdmissionOutcome.TooManyAttempts));
    }

    [Fact(DisplayName = "R-ACC-6 calls side by side from one number gain no guesses")]
    public async Task Enter_InParallel_GainsNothing()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => EnterOnceAsync("+48600700804", "111222")));
        Assert.InRange(outcomes.Count(outcome => outcome == AdmissionOutcome.WrongPin), 1, new AttemptOptions().Caller.FreeEntries);
    }

    private IOrganizerAccountGrain Account => _cluster.Grains.GetGrain<IOrganizerAccountGrain>(Demo.Account.Value);

    private static string GuesserNumber(int index) => string.Create(CultureInfo.InvariantCulture, $"+4830000{index:0000}");

    /// <summary>One call with one entry; the call ends with it.</summary>
    private async Task<AdmissionOutcome> EnterOnceAsync(string caller, string pin)
    {
        var now = _cluster.Time.GetUtcNow();
        var session = _cluster.Grains.GetGrain<ICallerSessionGrain>(Guid.NewGuid().ToString("N"));
        await session.OpenAsync(Demo.Opening(Demo.SharedToll, now, caller));
        var admission = await session.EnterAsync(new CallEntry { Attempt = 1, ConferenceNumber = Conference, Pin = pin });
        await session.EndAsync(new CallEnding { EndedAt = now, Termination = Termination.Success(TerminationReason.CallerHungUp) });
        return admission.Outcome;
    }
}
