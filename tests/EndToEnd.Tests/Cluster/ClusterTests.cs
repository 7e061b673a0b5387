using Microsoft.Playwright;
using OrleansConf.EndToEnd.Tests.Calls;
using OrleansConf.EndToEnd.Tests.Portal;
using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Billing;
using OrleansConf.Grains.Interfaces.Numbers;
using OrleansConf.Grains.Interfaces.Plans;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.TestKit.Processes;
using OrleansConf.TestKit.Sip;

namespace OrleansConf.EndToEnd.Tests.Cluster;

public sealed class ClusterTests
{
    private const string FirstNumber = "+4930555001";
    private const string SecondNumber = "+4930555002";
    private static readonly AccountId Account = new("cluster-test");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(DisplayName = "R-CLU-1 two silos, two media nodes, a portal: a call on each node, both seen in the portal")]
    public async Task Call_OnEachNode_BothSeenInThePortal()
    {
        await using ConferenceCluster cluster = await ConferenceCluster.StartAsync(Cancel);
        await ProvisionAsync(cluster.ConnectionString);
        await using var onFirst = new Callers(cluster.MediaNodes[0].SipEndPoint);
        await using var onSecond = new Callers(cluster.MediaNodes[1].SipEndPoint);
        SipCaller[] first = [onFirst.Add(), onFirst.Add()];
        SipCaller[] second = [onSecond.Add(), onSecond.Add()];

        await Task.WhenAll(first.Select(caller => caller.CallAsync(FirstNumber, Cancel)));
        await Task.WhenAll(second.Select(caller => caller.CallAsync(SecondNumber, Cancel)));
        await Callers.HearEachOtherAsync(first, Cancel);
        await Callers.HearEachOtherAsync(second, Cancel);

        await using Browser browser = await Browser.StartAsync();
        PortalPage page = await browser.OpenAsync(cluster.Portal.HttpAddress);
        await page.SignInAsync();
        foreach (string room in (string[])[FirstNumber, SecondNumber])
        {
            await page.OpenLiveRoomAsync(room);
            await Assertions.Expect(page.Participants).ToHaveCountAsync(2);
        }

        await StopAllAsync(cluster);
    }

    /// <summary>Every process ends cleanly on SIGTERM, the nodes first: a node that goes last would miss its silos.</summary>
    private static async Task StopAllAsync(ConferenceCluster cluster)
    {
        foreach (ServerProcess process in (ServerProcess[])[cluster.Portal, .. cluster.MediaNodes, .. cluster.Silos])
            Assert.Equal(0, await process.StopAsync(Cancel));
    }

    private static async Task ProvisionAsync(string connectionString)
    {
        await using OperatorClient provider = await OperatorClient.ConnectAsync(connectionString, Cancel);
        UserId organizer = await provider.Users.EnsureAsync(
            Demo.Organizer, Demo.Password, "Anna Nowak", Account, ["organizer"], "en", Cancel);
        var account = provider.Grains.GetGrain<IOrganizerAccountGrain>(Account.Value);
        Assert.True(await account.CreateAsync(new AccountDefinition
        {
            Name = "Cluster test",
            Plan = new PlanId("own-number"),
            Country = "DE",
            OpeningBalance = new Money(10m, "EUR"),
        }));
        await provider.Grains.GetGrain<INumberPlanGrain>(INumberPlanGrain.Key).PutAsync([OwnNumber(FirstNumber), OwnNumber(SecondNumber)]);
        foreach (string number in (string[])[FirstNumber, SecondNumber])
        {
            RoomDefinition? room = await account.AddPermanentRoomAsync(new PermanentRoomRequest
            {
                RequestId = Guid.NewGuid(),
                Organizer = organizer,
                Title = "Line " + number,
                OwnNumber = number,
                AccessMode = AccessMode.Open,
            });
            Assert.NotNull(room);
        }
    }

    private static AccessNumber OwnNumber(string number) => new()
    {
        Number = number,
        Country = "DE",
        Language = "de",
        Kind = NumberKind.Toll,
        Use = NumberUse.OwnNumber,
        Region = "eu-central",
        PricePerMinute = Money.Zero("EUR"),
        Room = new RoomId(number),
        Owner = Account,
    };
}
