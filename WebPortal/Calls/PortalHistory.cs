using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.WebPortal.Accounts;

namespace OrleansConf.WebPortal.Calls;

/// <summary>Ended calls for pages.</summary>
public sealed class PortalHistory(IGrainFactory grains, PortalSession session)
{
    private static readonly CallHistoryPage Empty = new() { Records = [], Total = 0 };

    /// <summary>Calls of the signed-in user's account, newest first.</summary>
    public async Task<CallHistoryPage> ListOwnAsync(CallHistoryQuery query) =>
        (await session.GetAsync())?.Account is { } account ? await ListAsync(query with { Account = account }) : Empty;

    /// <summary>Calls of all accounts, for the operator; empty for everyone else.</summary>
    public async Task<CallHistoryPage> ListAllAsync(CallHistoryQuery query) =>
        (await session.GetAsync()) is { IsOperator: true } ? await ListAsync(query with { Account = null }) : Empty;

    private Task<CallHistoryPage> ListAsync(CallHistoryQuery query) => grains.GetGrain<ICallHistoryGrain>(0).ListAsync(query);
}
