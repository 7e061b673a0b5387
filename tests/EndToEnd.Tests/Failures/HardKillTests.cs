using Microsoft.Playwright;
using OrleansConf.EndToEnd.Tests.Calls;
using OrleansConf.EndToEnd.Tests.Portal;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.TestKit.Processes;
using OrleansConf.TestKit.Sip;

namespace OrleansConf.EndToEnd.Tests.Failures;

/// <summary>kill -9 in a call, and a second life on the same data. Each test has its own server, since it kills it.</summary>
public sealed class HardKillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(DisplayName = "R-BIL-8 R-CLU-3 after kill -9 in a call: reservation, settings and call record are there, once")]
    public async Task Kill_DuringACall_RestartKeepsEverythingOnce()
    {
        using var data = new TempFolder("kill");
        var options = new ServerOptions { DataFolder = data.Path };
        string number = Callers.NewNumber();
        string title = "Survivor " + number[^4..];
        AccessData access = await RunUntilKilledAsync(options, number, title);

        await using ServerProcess second = await ServerProcess.StartAsync(options, Cancel);
        await using Browser browser = await Browser.StartAsync();
        PortalPage page = await browser.OpenAsync(second.HttpAddress);
        await page.SignInAsync();

        await page.Page.GotoAsync("/upcoming");
        await Assertions.Expect(page.ById("reservation-row").Filter(new LocatorFilterOptions { HasText = title })).ToHaveCountAsync(1);
        await UntilRecordedAsync(second, number);
        await page.Page.GotoAsync("/history");
        await Assertions.Expect(page.CallsFrom(number)).ToHaveCountAsync(1);
        await using var callers = new Callers(second.SipEndPoint);
        SipCaller[] again = [callers.Add(), callers.Add()];
        await Task.WhenAll(again.Select(caller => EnterAsync(caller, access)));
        await Callers.HearEachOtherAsync(again, Cancel);
        Assert.Equal(0, await second.StopAsync(Cancel));
    }

    private static async Task<AccessData> RunUntilKilledAsync(ServerOptions options, string number, string title)
    {
        await using ServerProcess first = await ServerProcess.StartAsync(options, Cancel);
        await using Browser browser = await Browser.StartAsync();
        await using (OperatorClient provider = await OperatorClient.ConnectAsync(first, Cancel))
            await provider.AllowEarlyEntryAsync();
        PortalPage page = await browser.OpenAsync(first.HttpAddress);
        await page.SignInAsync();
        AccessData access = await page.ScheduleAsync(title);
        await using var callers = new Callers(first.SipEndPoint);
        SipCaller[] inside = [callers.Add(number), callers.Add()];
        await Task.WhenAll(inside.Select(caller => EnterAsync(caller, access)));
        await Callers.HearEachOtherAsync(inside, Cancel);

        await first.KillHardAsync();
        return access;
    }

    /// <summary>The killed process's calls are closed when its lease has run out; the history raises no event for that.</summary>
    private static async Task UntilRecordedAsync(ServerProcess server, string number)
    {
        await using OperatorClient provider = await OperatorClient.ConnectAsync(server, Cancel);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        long start = TimeProvider.System.GetTimestamp();
        while (await timer.WaitForNextTickAsync(Cancel))
        {
            CallHistoryPage history = await provider.Grains.GetGrain<ICallHistoryGrain>(0).ListAsync(new CallHistoryQuery { Take = 500 });
            if (history.Records.Any(record => record.CallerNumber == number))
                return;
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"no record of {number} among {history.Total}:\n{server.Output}");
        }
    }

    private static async Task EnterAsync(SipCaller caller, AccessData access)
    {
        await caller.CallAsync(Demo.SharedNumber, Cancel);
        await caller.Audio.PressAsync($"1{access.ConferenceNumber}#{access.GuestPin}#", cancellationToken: Cancel);
    }
}
