using Microsoft.Data.Sqlite;
using OrleansConf.Grains.Calls;
using OrleansConf.Grains.Storage;
using OrleansConf.Grains.Tests.Cluster;

namespace OrleansConf.Grains.Tests.Calls;

public sealed class SqliteCallJournalTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SqlCallJournal _journal = null!;

    public async ValueTask InitializeAsync() => _journal = await Journals.OpenSqliteAsync(_folder.Path);

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    [Fact(DisplayName = "R-BIL-8 an ended call is final: repeated and late writes change neither record nor ledger")]
    public Task Write_EndedCall_IsFinal() => CallJournalSpec.EndedCall_IsFinalAsync(_journal);

    [Fact]
    public Task Write_OlderRevision_ChangesNothing() => CallJournalSpec.OlderRevision_ChangesNothingAsync(_journal);

    [Fact]
    public Task Write_ManyAtOnce_AllAreStored() => CallJournalSpec.ManyWriters_AllAreStoredAsync(_journal);

    [Fact]
    public Task List_OpenCalls_ByNodeAndRoom() => CallJournalSpec.OpenCalls_AreFoundByNodeAndRoomAsync(_journal);

    [Fact(DisplayName = "R-BIL-8 a repeated posting counts once and every entry sums to zero")]
    public Task Post_Twice_CountsOnce() => CallJournalSpec.Opening_PostedTwice_CountsOnceAsync(_journal);

    [Fact]
    public Task ListEnded_Query_FiltersAndPages() => CallJournalSpec.History_FiltersAndPagesAsync(_journal);

    [Fact]
    public async Task Reopen_WithoutClosing_HasWhatWasAcknowledged()
    {
        var call = Journals.OpenCall();
        await _journal.WriteAsync(call);
        await using var other = await Journals.OpenSqliteAsync(_folder.Path);
        Assert.True((await other.FindAsync(call.CallId))!.IsOpen);
    }

    [Fact]
    public async Task Write_DatabaseAway_FailsWithinItsTime()
    {
        var away = new ConferenceDatabase(DatabaseDialect.Sqlite, () => new SqliteConnection($"Data Source={_folder.Path}/missing/away.db"));
        await using var journal = Journals.Open(away, TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.WriteAsync(Journals.OpenCall()));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.FindAsync(new CallId("x")));
    }

    [Fact]
    public async Task Write_DatabaseComesBack_IsStoredThen()
    {
        var isAway = true;
        var file = $"{_folder.Path}/conference.db";
        var database = new ConferenceDatabase(
            DatabaseDialect.Sqlite, () => new SqliteConnection($"Data Source={(Volatile.Read(ref isAway) ? $"{_folder.Path}/missing/away.db" : file)}"));
        await using var journal = Journals.Open(database);
        var write = journal.WriteAsync(Journals.OpenCall());
        Volatile.Write(ref isAway, false);
        Assert.True(await write);
    }

    [Fact]
    public async Task Write_OneBadWrite_DoesNotStopTheOthers()
    {
        await using var journal = Journals.Open(
            new ConferenceDatabase(DatabaseDialect.Sqlite, () => new SqliteConnection($"Data Source={_folder.Path}/conference.db")), TimeSpan.FromMilliseconds(500));
        var bad = journal.WriteAsync(Journals.OpenCall() with { Trunk = null! });
        var good = Enumerable.Range(0, 20).Select(_ => journal.WriteAsync(Journals.OpenCall())).ToArray();
        Assert.DoesNotContain(false, await Task.WhenAll(good));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => bad);
    }
}
