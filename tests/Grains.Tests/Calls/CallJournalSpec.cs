using OrleansConf.Grains.Calls;

namespace OrleansConf.Grains.Tests.Calls;

/// <summary>What holds for the journal on every database.</summary>
internal static class CallJournalSpec
{
    private static readonly AccountId Account = new("demo");

    public static async Task EndedCall_IsFinalAsync(ICallJournal journal)
    {
        var call = Journals.OpenCall();
        Assert.True(await journal.WriteAsync(call));
        var ended = call.Ended(1.64m);
        Assert.True(await journal.WriteAsync(ended));
        Assert.False(await journal.WriteAsync(ended));
        Assert.False(await journal.WriteAsync(call.Ended(9.99m, minutes: 9) with { Revision = 99 }));
        Assert.False(await journal.WriteAsync(call with { Revision = 100 }));

        var stored = await journal.FindAsync(call.CallId);
        Assert.Equal(ended with { RejectedEntries = [] }, stored! with { RejectedEntries = [] });
        Assert.Equal(ended.RejectedEntries, stored.RejectedEntries);
        Assert.Equal(new Money(-1.64m, "EUR"), await journal.GetBalanceAsync(Account, "EUR"));
        Assert.Equal(1, (await journal.ListEndedAsync(new CallHistoryQuery())).Total);
    }

    public static async Task OlderRevision_ChangesNothingAsync(ICallJournal journal)
    {
        var call = Journals.OpenCall(revision: 5);
        Assert.True(await journal.WriteAsync(call with { AnsweredAt = Journals.Now }));
        Assert.False(await journal.WriteAsync(call with { Revision = 4 }));
        Assert.Equal(Journals.Now, (await journal.FindAsync(call.CallId))!.AnsweredAt);
    }

    public static async Task ManyWriters_AllAreStoredAsync(ICallJournal journal)
    {
        var calls = Enumerable.Range(0, 500).Select(_ => Journals.OpenCall()).ToArray();
        var opened = await Task.WhenAll(calls.Select(journal.WriteAsync));
        Assert.DoesNotContain(false, opened);
        await Task.WhenAll(calls.Select(call => journal.WriteAsync(call.Ended(0.01m))));
        Assert.Equal(500, (await journal.ListEndedAsync(new CallHistoryQuery { Account = Account })).Total);
        Assert.Equal(new Money(-5m, "EUR"), await journal.GetBalanceAsync(Account, "EUR"));
        Assert.Empty(await journal.ListOpenAsync(new NodeId("node-1"), long.MaxValue));
    }

    public static async Task OpenCalls_AreFoundByNodeAndRoomAsync(ICallJournal journal)
    {
        var seated = Journals.OpenCall() with { Room = new RoomId("1"), Participant = new ParticipantId("p"), JoinedAt = Journals.Now };
        var later = Journals.OpenCall() with { NodeEpoch = 4 };
        var refused = Journals.OpenCall() with { Room = new RoomId("1") };
        await Task.WhenAll(journal.WriteAsync(seated), journal.WriteAsync(later), journal.WriteAsync(refused));
        Assert.Equal(2, (await journal.ListOpenAsync(new NodeId("node-1"), 3)).Length);
        Assert.Equal(seated.CallId, Assert.Single(await journal.ListSeatedAsync(new RoomId("1"))).CallId);
    }

    public static async Task Opening_PostedTwice_CountsOnceAsync(ICallJournal journal)
    {
        var lines = LedgerEntries.Opening(Account, new Money(100m, "EUR"), Journals.Now);
        Assert.Equal(0m, lines.Sum(line => line.Amount.Amount));
        await journal.PostAsync(lines);
        await journal.PostAsync(lines);
        Assert.Equal(new Money(100m, "EUR"), await journal.GetBalanceAsync(Account, "EUR"));
        Assert.Equal(Money.Zero("PLN"), await journal.GetBalanceAsync(Account, "PLN"));
    }

    public static async Task History_FiltersAndPagesAsync(ICallJournal journal)
    {
        for (var i = 0; i < 5; i++)
            await journal.WriteAsync((Journals.OpenCall() with { ReceivedAt = Journals.Now.AddMinutes(i) }).Ended(0m, minutes: 10));
        var page = await journal.ListEndedAsync(new CallHistoryQuery { Account = Account, From = Journals.Now.AddMinutes(1), To = Journals.Now.AddMinutes(4), Skip = 1, Take = 1 });
        Assert.Equal(3, page.Total);
        Assert.Equal(Journals.Now.AddMinutes(2), Assert.Single(page.Records).ReceivedAt);
        Assert.Equal(0, (await journal.ListEndedAsync(new CallHistoryQuery { Room = new RoomId("other") })).Total);
    }
}
