using System.Collections.Immutable;
using OrleansConf.Grains.Calls;

namespace OrleansConf.Grains.Billing;

/// <summary>
/// The money side of the business database. A write completes after its commit. Every method throws
/// <see cref="JournalUnavailableException"/> when the database does not answer in time.
/// </summary>
public interface IMoneyJournal
{
    /// <summary>Stores what is set aside for a call. False when the call has its record, or a newer grant is stored.</summary>
    Task<bool> WriteGrantAsync(CallGrant grant);

    Task<CallGrant?> FindGrantAsync(CallId call);

    /// <summary>Gives back what was set aside for a call that got no seat, or whose pending charge is dropped (R-BIL-3).</summary>
    Task DropAsync(CallId call);

    /// <summary>An organizer came to the conference: the calls that waited for him and have ended are charged (R-BIL-3), each once.</summary>
    Task ChargePendingAsync(string conferenceId);

    /// <summary>Whether a moderator was ever in the conference.</summary>
    Task<bool> HadModeratorAsync(string conferenceId);

    /// <summary>Whether anyone is still in the conference.</summary>
    Task<bool> IsRunningAsync(string conferenceId);

    /// <summary>Balance, spending and grants at one instant.</summary>
    Task<CreditPicture> ReadAccountAsync(AccountId account, string currency, DateTimeOffset day, DateTimeOffset month);

    /// <summary>What the ended calls of a conference have cost.</summary>
    Task<decimal> ReadConferenceAsync(string conferenceId);

    /// <summary>Posts a balanced entry that belongs to no call. False when it was posted before.</summary>
    Task<bool> PostAsync(ImmutableArray<LedgerLine> lines);
}
