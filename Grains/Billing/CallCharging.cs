using OrleansConf.Grains.Calls;
using OrleansConf.Grains.Numbers;
using OrleansConf.Grains.Plans;

namespace OrleansConf.Grains.Billing;

/// <summary>The money of one call, on behalf of its session: asks the account for time and rates what was used.</summary>
internal sealed class CallCharging(NumberPlanCache numbers, PriceListCache prices, PlanCache plans, IMoneyJournal money, IGrainFactory grains)
{
    // Entries come first, renewals after them: a call's requests must count up.
    private const int FirstRenewal = 1_000;

    /// <summary>Sets money aside before the room gives a seat. Null: the call costs the organizer nothing, or the entry cannot succeed.</summary>
    public async Task<EntryCharge?> AskAsync(JournaledCall call, IConferenceRoomGrain room, RoomId id, CallEntry entry)
    {
        if (call.NumberKind == NumberKind.Toll || await room.GetDoorAsync(call.CallerNumber) is not { } door)
            return null;
        if (door.AccessMode == AccessMode.Pin && entry is { Pin: null, Invitation: null })
            return null;
        var tariff = await TariffAsync(call, await plans.GetAsync(door.Plan));
        if (tariff.IsFree)
            return null;
        var grant = await Credit(door.Account).RequestAsync(new CreditRequest
        {
            CallId = call.CallId,
            Sequence = entry.Attempt,
            Room = id,
            ConferenceId = door.ConferenceId,
            NumberKind = call.NumberKind,
            Country = call.Country ?? "",
            Tariff = tariff,
            AnsweredAt = call.AnsweredAt,
            ConferenceCountries = door.TollFreeCountries,
            Participant = door.CallerTollFree,
        });
        return new EntryCharge(door.Account, tariff, grant);
    }

    /// <summary>The room has answered: without a seat nothing stays set aside.</summary>
    public async Task<Admission> FinishAsync(JournaledCall call, EntryCharge? charge, Admission admission)
    {
        if (charge is null)
            return admission;
        if (admission.Outcome == AdmissionOutcome.Admitted)
            return charge.Grant.IsUnlimited ? admission : admission with { Credit = charge.Grant };
        if (charge.Refusal is null)
            await Credit(charge.Account).ReleaseAsync(call.CallId);
        return admission.Outcome == AdmissionOutcome.TollFreeNotAllowed ? admission with { TollNumber = charge.Grant.TollNumber } : admission;
    }

    /// <summary>More time for a call that is in.</summary>
    /// <param name="renewal">1, 2, 3 within the call.</param>
    public Task<CreditGrant> RenewAsync(JournaledCall call, int renewal)
    {
        if (call.Tariff.IsFree || call is not { Account: { } account, Room: { } room })
            return Task.FromResult(new CreditGrant { Outcome = CreditOutcome.Granted, Until = DateTimeOffset.MaxValue });
        return Credit(account).RequestAsync(new CreditRequest
        {
            CallId = call.CallId,
            Sequence = FirstRenewal + renewal,
            Room = room,
            ConferenceId = call.ConferenceId,
            NumberKind = call.NumberKind,
            Country = call.Country ?? "",
            Tariff = call.Tariff,
            AnsweredAt = call.AnsweredAt,
        });
    }

    /// <summary>The ended call with what it costs (R-NUM-2): only a caller who was let in costs something, and never more than was granted.</summary>
    /// <param name="ended">With its end and termination.</param>
    /// <param name="stillWaiting">He never got past the waiting room; null: not known.</param>
    public async Task<JournaledCall> RateAsync(JournaledCall ended, bool? stillWaiting)
    {
        var nothing = Money.Zero(ended.Tariff.PricePerMinute.Currency);
        if (ended is not { JoinedAt: not null, EndedAt: { } endedAt } || ended.Tariff.IsFree)
            return ended with { Charge = nothing };
        var until = await money.FindGrantAsync(ended.CallId) is { } grant && grant.Until < endedAt ? grant.Until : endedAt;
        var charge = CallRating.Charge(ended.Tariff, ended.AnsweredAt, until);
        ended = ended with { ChargedUntil = until };
        var costsNothingYet = ended.Waited && (stillWaiting ?? !await money.HadModeratorAsync(ended.ConferenceId ?? ""));
        return costsNothingYet && !charge.IsZero ? ended with { Charge = nothing, Pending = charge } : ended with { Charge = charge };
    }

    /// <summary>The record is stored. What the account does not hear it finds by itself.</summary>
    public Task SettleAsync(JournaledCall ended) => ended is { Account: { } account, Pending: null } && !ended.Tariff.IsFree
        ? Credit(account).SettleAsync(ended.CallId, ended.Charge ?? default)
        : Task.CompletedTask;

    private async Task<Tariff> TariffAsync(JournaledCall call, ServicePlan plan)
    {
        if (call.NumberKind == NumberKind.DialOut)
            return (await prices.GetAsync()).FindDialOut(call.Country ?? "", plan, call.ReceivedAt) ?? call.Tariff;
        return (await numbers.GetAsync()).Find(call.DialledNumber) is { } number
            ? (await prices.GetAsync()).Find(number, plan, call.ReceivedAt)
            : call.Tariff;
    }

    private IAccountCreditGrain Credit(AccountId account) => grains.GetGrain<IAccountCreditGrain>(account.Value);
}
