using System.Collections.Immutable;

namespace OrleansConf.Grains.Calls;

/// <summary>
/// The database of calls and money. A write completes after its commit; writes of many calls share one commit.
/// Every method throws <see cref="JournalUnavailableException"/> when the database does not answer in time.
/// </summary>
public interface ICallJournal
{
    /// <summary>
    /// Stores the call as it is now; an ended call takes its ledger entry with it, in the same transaction.
    /// </summary>
    /// <returns>False when the stored call has ended or is as new; then nothing changed.</returns>
    Task<bool> WriteAsync(JournaledCall call);

    /// <summary>Posts a balanced entry that belongs to no call. False when it was posted before; then nothing changed.</summary>
    Task<bool> PostAsync(ImmutableArray<LedgerLine> lines);

    Task<JournaledCall?> FindAsync(CallId callId);

    /// <summary>Calls of a node that are still open and belong to this epoch or an earlier one.</summary>
    Task<ImmutableArray<CallId>> ListOpenAsync(NodeId node, long upToEpoch);

    /// <summary>Open calls that sit in the room, by the time they joined.</summary>
    Task<ImmutableArray<JournaledCall>> ListSeatedAsync(RoomId room);

    /// <summary>Whether a call from the number was ever let into the room.</summary>
    Task<bool> HasJoinedAsync(RoomId room, string callerNumber);

    Task<CallHistoryPage> ListEndedAsync(CallHistoryQuery query);

    /// <summary>The sum of the account's ledger lines in one currency.</summary>
    Task<Money> GetBalanceAsync(AccountId account, string currency);
}
