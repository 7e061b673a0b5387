using Orleans.Concurrency;
using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Calls;
using OrleansConf.Grains.Interfaces.Numbers;

namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>
/// The money of one organizer account (key: <see cref="AccountId"/>). It alone grants time to calls, and never more than there is.
/// </summary>
[Alias("conf.account-credit"), GrainInterfaceType("conf.account-credit")]
public interface IAccountCreditGrain : IGrainWithStringKey
{
    /// <summary>False when the account has its terms already.</summary>
    [Alias("open")] Task<bool> OpenAsync(AccountTerms terms, Money openingBalance);

    /// <summary>Null when there is no such account.</summary>
    [Alias("get"), AlwaysInterleave] Task<AccountCreditSnapshot?> GetAsync();

    /// <summary>Sets money aside for a call and says how long it lasts. Stored before it returns.</summary>
    [Alias("request"), AlwaysInterleave] Task<CreditGrant> RequestAsync(CreditRequest request);

    /// <summary>The call's record is written with this charge. Harmless when repeated.</summary>
    [Alias("settle"), AlwaysInterleave] Task SettleAsync(CallId call, Money charge);

    /// <summary>The call got no seat: what was set aside for it is free again.</summary>
    [Alias("release"), AlwaysInterleave] Task ReleaseAsync(CallId call);

    /// <summary>The numbers that guests may dial; the same rules as at the admission of a call.</summary>
    [Alias("numbers"), AlwaysInterleave] Task<AccessOffer> ListAccessNumbersAsync(AccessQuery query);

    [Alias("set-toll-free")] Task<bool> SetTollFreeAsync(TollFreeSettings settings);

    [Alias("set-caps")] Task<bool> SetCapsAsync(SpendCaps caps);

    /// <summary>For the operator.</summary>
    [Alias("set-terms")] Task<bool> SetTermsAsync(AccountTerms terms);
}
