using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.TestKit.Audio;
using OrleansConf.TestKit.Sip;
using Xunit;

namespace OrleansConf.EndToEnd.Tests.Calls;

/// <summary>Callers who press keys fast, slowly, or never: all end as the rules say.</summary>
public sealed class KeyHabitTests(HastyServer server) : ServerTests(server), IClassFixture<HastyServer>
{
    [Theory(DisplayName = "R-CALL-1 fast and slow keys are all taken, each once")]
    [InlineData(40, 40)]
    [InlineData(100, 900)]
    public async Task Join_KeysFastOrSlow_AreTaken(int downMs, int gapMs)
    {
        var timing = new DtmfTiming { KeyDown = TimeSpan.FromMilliseconds(downMs), Gap = TimeSpan.FromMilliseconds(gapMs) };
        SipCaller[] callers = [Callers.Add(), Callers.Add()];
        await Task.WhenAll(callers.Select(async caller =>
        {
            await caller.CallAsync(Demo.SharedNumber, Cancel);
            await caller.Audio.PressAsync($"1{Demo.ConferenceNumber}#{Demo.Pin}#", timing, Cancel);
        }));
        await Callers.HearEachOtherAsync(callers, Cancel);
    }

    [Theory(DisplayName = "R-CALL-1 a caller who never presses anything hears each step three times and is hung up on")]
    [InlineData(Demo.SharedNumber, "")]
    [InlineData(Demo.SharedNumber, "1")]
    public async Task Join_NoKeys_EndsAsNoInput(string number, string keys)
    {
        SipCaller caller = Callers.Add();
        await caller.CallAsync(number, Cancel);
        await caller.Audio.PressAsync(keys, cancellationToken: Cancel);
        await caller.UntilByeAsync(TimeSpan.FromSeconds(90), Cancel);

        await using OperatorClient provider = await OperatorClient.ConnectAsync(Server.Process, Cancel);
        var history = provider.Grains.GetGrain<ICallHistoryGrain>(0);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Patience);
        CallRecord? record;
        while ((record = await FindAsync(history, caller)) is null)
            Assert.True(await timer.WaitForNextTickAsync(limit.Token));
        Assert.Equal(TerminationReason.NoInput, record.Termination.Reason);
    }

    private static async Task<CallRecord?> FindAsync(ICallHistoryGrain history, SipCaller caller) =>
        (await history.ListAsync(new CallHistoryQuery { Take = 500 })).Records.FirstOrDefault(record => record.CallerNumber == caller.Name.Split(' ')[0]);
}
