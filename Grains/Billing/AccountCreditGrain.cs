using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansConf.Grains.Calls;
using OrleansConf.Grains.Numbers;
using OrleansConf.Grains.Plans;

namespace OrleansConf.Grains.Billing;

/// <inheritdoc cref="IAccountCreditGrain"/>
/// <remarks>
/// Requests and settlements interleave: each changes <see cref="AccountCredit"/> in one step before its first wait, and what was set
/// aside stays so until the database has said otherwise. Everything about one call is in the database before the call hears of it,
/// so a new activation knows every grant that a call holds.
/// </remarks>
[GrainType("conf.account-credit")]
internal sealed partial class AccountCreditGrain(
    [PersistentState("account-credit")] IPersistentState<AccountCreditState> store,
    IMoneyJournal money,
    ICallJournal calls,
    NumberPlanCache numbers,
    PriceListCache prices,
    PlanCache plans,
    IOptions<CreditOptions> options,
    TimeProvider time,
    ILogger<AccountCreditGrain> logger) : Grain, IAccountCreditGrain
{
    private const int LookedAtTogether = 200;

    private AccountCredit? _credit;
    private IGrainTimer? _sweep;

    private AccountId Id => new(this.GetPrimaryKeyString());

    private string Currency => store.State.Terms?.Currency ?? "";

    public override Task OnActivateAsync(CancellationToken cancellationToken) => store.State.Terms is null ? Task.CompletedTask : ReadAsync();

    public async Task<bool> OpenAsync(AccountTerms terms, Money openingBalance)
    {
        if (store.State.Terms is not null)
            return false;
        var plan = await plans.GetAsync(terms.Plan);
        var now = time.GetUtcNow();

        // The money first: posting is harmless when repeated, an account without its opening balance is not.
        await money.PostAsync(LedgerEntries.Opening(Id, openingBalance, now));
        store.State.Terms = terms;
        store.State.OpenedAt = now;
        if (plan.TollFreeIncluded)
        {
            store.State.SubscribedAt = now;
            store.State.TollFree = new TollFreeSettings { Mode = TollFreeMode.WhereAvailable, MaxPricePerMinute = MaxPrice(plan) };
        }

        await store.WriteStateAsync();
        await ReadAsync();
        return true;
    }

    public async Task<AccountCreditSnapshot?> GetAsync()
    {
        if (store.State.Terms is not { } terms || _credit is not { } credit)
            return null;
        var plan = await plans.GetAsync(terms.Plan);
        var now = time.GetUtcNow();
        var cycle = BillingCycle.At(store.State.OpenedAt, now);
        return new AccountCreditSnapshot
        {
            Terms = terms,
            Balance = Amount(credit.Balance),
            Reserved = Amount(credit.Reserved),
            OpenCalls = credit.OpenCalls,
            SpentToday = Amount(credit.SpentToday(now)),
            SpentThisMonth = Amount(credit.SpentThisMonth(now)),
            TollFree = store.State.TollFree,
            Caps = store.State.Caps,
            SubscribedAt = store.State.SubscribedAt,
            BlockedReason = store.State.BlockedReason,
            TollFreeAvailable = plan.TollFreeAvailable,
            CycleStart = cycle.Start,
            CycleEnd = cycle.End,
        };
    }

    public async Task<CreditGrant> RequestAsync(CreditRequest request)
    {
        if (store.State.Terms is not { } terms || _credit is not { } credit)
            return CreditGrant.Refused(CreditOutcome.NoCredit);
        if (!credit.Knows(request.CallId) && await RefuseAsync(terms, request) is { } refused)
            return refused;
        if (request.Tariff.PricePerMinute.Currency != terms.Currency)
        {
            LogForeignPrice(Id, request.Tariff.PricePerMinute);
            return CreditGrant.Refused(CreditOutcome.NoCredit);
        }

        var now = time.GetUtcNow();
        var grant = credit.Request(request, new CreditLimits(terms.Overdraft, store.State.Caps), options.Value.GrantAhead + options.Value.RenewAhead, now);
        if (grant.Outcome != CreditOutcome.Granted)
            return grant;
        StartSweep();
        if (!await money.WriteGrantAsync(credit.Row(Id, request.CallId)) && await IsEndedAsync(request.CallId))
        {
            await LookAtAsync(request.CallId);
            return CreditGrant.Refused(CreditOutcome.CallEnded);
        }

        return grant with { RenewAhead = options.Value.RenewAhead };
    }

    public Task SettleAsync(CallId call, Money charge)
    {
        _credit?.Settle(call, charge.Amount, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task ReleaseAsync(CallId call) =>
        _credit?.Settle(call, 0m, time.GetUtcNow()) == true ? money.DropAsync(call) : Task.CompletedTask;

    public async Task<AccessOffer> ListAccessNumbersAsync(AccessQuery query)
    {
        var index = await numbers.GetAsync();
        var book = await prices.GetAsync();
        var plan = store.State.Terms is { } terms ? await plans.GetAsync(terms.Plan) : null;
        var now = time.GetUtcNow();
        return AccessNumberChoice.For(
            index.All,
            Facts(plan, query.ConferenceCountries, query.Participant),
            number => plan is null ? number.PricePerMinute : book.Find(number, plan, now).PricePerMinute,
            query.Country);
    }

    public async Task<bool> SetTollFreeAsync(TollFreeSettings settings)
    {
        if (store.State.Terms is null || (settings.Mode != TollFreeMode.Off && store.State.SubscribedAt is null))
            return false;
        store.State.TollFree = settings with { Countries = [.. settings.Countries.Select(country => country.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal)] };
        await store.WriteStateAsync();
        return true;
    }

    public async Task<bool> SetCapsAsync(SpendCaps caps)
    {
        if (store.State.Terms is null || caps.PerConference < 0 || caps.PerDay < 0 || caps.PerMonth < 0)
            return false;
        store.State.Caps = caps;
        await store.WriteStateAsync();
        return true;
    }

    public async Task<bool> SetTermsAsync(AccountTerms terms)
    {
        if (store.State.Terms is not { } known || terms.Currency != known.Currency || terms.CreditLimit < 0)
            return false;
        store.State.Terms = terms;
        await store.WriteStateAsync();
        return true;
    }

    private async Task<CreditGrant?> RefuseAsync(AccountTerms terms, CreditRequest request)
    {
        if (request.NumberKind == NumberKind.TollFree)
        {
            var plan = await plans.GetAsync(terms.Plan);
            if (!TollFreeRules.Allows(Facts(plan, request.ConferenceCountries, request.Participant), request.Country, request.Tariff.PricePerMinute))
            {
                var instead = AccessNumberChoice.TollInstead((await numbers.GetAsync()).All, request.Country);
                return CreditGrant.Refused(CreditOutcome.TollFreeNotAllowed) with { TollNumber = instead?.Number };
            }
        }

        // After a new activation the running conference has spent what its ended calls cost.
        if (store.State.Caps.PerConference is not null && request.ConferenceId is { } conference && _credit is { } credit && !credit.KnowsConference(request.Room, conference))
            credit.SetConferenceSpent(request.Room, conference, await money.ReadConferenceAsync(conference));
        return null;
    }

    private TollFreeFacts Facts(ServicePlan? plan, ImmutableArray<string>? conference, bool? participant) => new()
    {
        Subscribed = plan is { TollFreeAvailable: true } && store.State.SubscribedAt is not null,
        Blocked = store.State.BlockedReason is not null,
        Account = store.State.TollFree,
        ConferenceCountries = conference,
        Participant = participant,
    };

    private Money Amount(decimal amount) => new(amount, Currency);

    private static Money? MaxPrice(ServicePlan plan) => plan.TollFreePriceLimit is { } limit ? new Money(limit, plan.Currency) : null;

    private async Task ReadAsync()
    {
        var now = time.GetUtcNow();
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        _credit = new AccountCredit(await money.ReadAccountAsync(Id, Currency, day, day.AddDays(1 - day.Day)), now);
        if (_credit.OpenCalls > 0)
            StartSweep();
    }

    private void StartSweep()
    {
        var every = options.Value.SettleGrace;
        _sweep ??= this.RegisterGrainTimer(SweepAsync, new GrainTimerCreationOptions { DueTime = every, Period = every, KeepAlive = true, Interleave = true });
    }

    /// <summary>Finds the records of calls whose settlement was not heard, and decides what pending calls cost (R-BIL-3).</summary>
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (_credit is not { } credit)
            return;
        try
        {
            foreach (var call in credit.Overdue(time.GetUtcNow(), options.Value.SettleGrace, options.Value.LookInterval, LookedAtTogether))
                await LookAtAsync(call);
        }
        catch (JournalUnavailableException exception)
        {
            LogSweepFailed(exception, Id);
        }

        if (credit.OpenCalls > 0)
            return;
        _sweep?.Dispose();
        _sweep = null;
    }

    private async Task<bool> IsEndedAsync(CallId call) => await calls.FindAsync(call) is not { IsOpen: true };

    private async Task LookAtAsync(CallId id)
    {
        if (await calls.FindAsync(id) is not { IsOpen: false } call)
            return;
        if (call is { Pending: not null, ConferenceId: { } conference })
        {
            if (await money.HadModeratorAsync(conference))
            {
                await money.ChargePendingAsync(conference);
                call = await calls.FindAsync(id) ?? call;
            }
            else if (await money.IsRunningAsync(conference))
            {
                return;
            }
        }

        // What is left of the grant's row is dropped with it: a late grant may have come after the record.
        await money.DropAsync(id);
        _credit?.Settle(id, call.Charge?.Amount ?? 0m, time.GetUtcNow());
    }
}
