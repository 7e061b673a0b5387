using System.Collections.Immutable;
using OrleansConf.Grains.Plans;
using OrleansConf.Grains.Reservations;

namespace OrleansConf.Grains.Accounts;

/// <inheritdoc cref="IOrganizerAccountGrain"/>
[GrainType("conf.account")]
internal sealed class OrganizerAccountGrain(
    [PersistentState("account")] IPersistentState<AccountState> store,
    PlanCache plans,
    RoomBuilder builder,
    TimeProvider time) : Grain, IOrganizerAccountGrain
{
    private const int ListedOccurrences = 100;

    private AccountId Id => new(this.GetPrimaryKeyString());

    public async Task<bool> CreateAsync(AccountDefinition definition)
    {
        if (store.State.Definition is not null)
            return false;
        var plan = await plans.GetAsync(definition.Plan);

        // The money first: opening it is harmless when repeated, an account without its opening balance is not.
        await Credit.OpenAsync(TermsOf(definition, plan), definition.OpeningBalance);
        store.State.Definition = definition;
        await store.WriteStateAsync();
        return true;
    }

    public async Task<AccountSnapshot?> GetAsync()
    {
        if (store.State.Definition is not { } account)
            return null;
        return new AccountSnapshot
        {
            Id = Id,
            Name = account.Name,
            Plan = account.Plan,
            Country = account.Country,
            Balance = (await Credit.GetAsync())?.Balance ?? Money.Zero(account.OpeningBalance.Currency),
            PermanentRooms = RoomsOf(RoomKind.Permanent),
            OwnNumberRooms = RoomsOf(RoomKind.OwnNumber),
        };
    }

    public async Task<ReservationResult> ReserveAsync(ReservationRequest request)
    {
        if (store.State.Definition is not { } account)
            return Refused(ReservationOutcome.NotFound);
        var plan = await plans.GetAsync(account.Plan);
        if (store.State.Reservations.Find(known => known.RequestId == request.RequestId) is { } known)
            return Accepted(await ToReservationAsync(known, plan));
        await ForgetFinishedAsync(plan);

        var outcome = ReservationRules.Check(request, plan, store.State.Reservations.Count, time.GetUtcNow());
        if (outcome != ReservationOutcome.Accepted)
            return Refused(outcome);
        if (RoomBuilder.TryDraft(request, account, plan) is not { } draft)
            return Refused(ReservationOutcome.InvalidPhoneNumber);

        // Room first: one that no account knows holds a number and nothing else, an account entry without a room would be a lie.
        var room = await builder.CreateUnderFreeNumberAsync(draft with { Account = Id }, plan);
        var stored = new StoredReservation
        {
            Room = room.Id,
            RequestId = request.RequestId,
            Start = request.Start,
            End = RoomOccurrences.Of(room).All[^1].End,
            CreatedAt = time.GetUtcNow(),
            ShareToken = AccessCodeGenerator.ShareToken(),
        };
        store.State.Reservations.Add(stored);
        await store.WriteStateAsync();
        return Accepted(ToReservation(stored, room, plan));
    }

    public async Task<ReservationResult> ChangeReservationAsync(RoomId room, ReservationRequest request)
    {
        if (store.State.Definition is not { } account || FindReservation(room) is not { } stored)
            return Refused(ReservationOutcome.NotFound);
        var plan = await plans.GetAsync(account.Plan);
        if (stored.End <= time.GetUtcNow() || await RoomGrain(room).GetDefinitionAsync() is not { } current)
            return Refused(ReservationOutcome.NotFound);

        var outcome = ReservationRules.Check(request, plan, store.State.Reservations.Count - 1, time.GetUtcNow(), stored.Start);
        if (outcome != ReservationOutcome.Accepted)
            return Refused(outcome);
        if (RoomBuilder.TryDraft(request, account, plan) is not { } draft)
            return Refused(ReservationOutcome.InvalidPhoneNumber);

        var changed = draft with { Id = room, Account = Id, AdminPin = current.AdminPin, GuestPin = current.GuestPin };
        return await RedefineReservationAsync(stored, RoomBuilder.KeepOccurrenceChanges(changed, current), plan);
    }

    public async Task<ReservationResult> ChangeOccurrenceAsync(RoomId room, OccurrenceChange change)
    {
        if (store.State.Definition is not { } account || FindReservation(room) is not { } stored
            || await RoomGrain(room).GetDefinitionAsync() is not { } current)
            return Refused(ReservationOutcome.NotFound);
        var plan = await plans.GetAsync(account.Plan);
        var outcome = ReservationRules.CheckOccurrence(current, change, plan, time.GetUtcNow());
        return outcome == ReservationOutcome.Accepted
            ? await RedefineReservationAsync(stored, RoomBuilder.WithOccurrence(current, change), plan)
            : Refused(outcome);
    }

    private async Task<ReservationResult> RedefineReservationAsync(StoredReservation stored, RoomDefinition room, ServicePlan plan)
    {
        await RoomGrain(stored.Room).RedefineAsync(room);
        stored.Start = room.Start ?? stored.Start;
        stored.End = RoomOccurrences.Of(room).All.Max(occurrence => occurrence.End);
        await store.WriteStateAsync();
        return Accepted(ToReservation(stored, room, plan));
    }

    public async Task<bool> DeleteReservationAsync(RoomId room)
    {
        if (FindReservation(room) is not { } stored)
            return false;
        await RoomGrain(room).DeleteAsync();
        store.State.Reservations.Remove(stored);
        await store.WriteStateAsync();
        return true;
    }

    public async Task<ImmutableArray<Reservation>> ListReservationsAsync()
    {
        if (store.State.Definition is not { } account)
            return [];
        var plan = await plans.GetAsync(account.Plan);
        await ForgetFinishedAsync(plan);
        var reservations = await Task.WhenAll(store.State.Reservations.Select(stored => ToReservationAsync(stored, plan)));
        return [.. reservations.OfType<Reservation>().OrderBy(reservation => reservation.Room.Start)];
    }

    public async Task<RoomDefinition?> AddPermanentRoomAsync(PermanentRoomRequest request)
    {
        if (store.State.Definition is not { } account)
            return null;
        if (store.State.Rooms.Find(known => known.RequestId == request.RequestId) is { } known)
            return await RoomGrain(known.Room).GetDefinitionAsync();
        var plan = await plans.GetAsync(account.Plan);
        if (await builder.AddPermanentAsync(request, Id, account, plan) is not { } room)
            return null;
        store.State.Rooms.Add(new StoredRoom { Room = room.Id, RequestId = request.RequestId, Kind = room.Kind });
        await store.WriteStateAsync();
        return room;
    }

    public async Task<ImmutableArray<RoomDefinition>> ListPermanentRoomsAsync()
    {
        var rooms = await Task.WhenAll(store.State.Rooms.Select(room => RoomGrain(room.Room).GetDefinitionAsync()));
        return [.. rooms.OfType<RoomDefinition>()];
    }

    public async Task<bool> RedefineRoomAsync(RoomDefinition definition)
    {
        if (store.State.Definition is not { } account || !Owns(definition.Id) || !RoomBuilder.IsAcceptable(definition))
            return false;
        if (!ReservationRules.TryReadCallers(definition.AllowedCallers, account.Country, out var callers))
            return false;
        return await RoomGrain(definition.Id).RedefineAsync(definition with { Account = Id, AllowedCallers = callers });
    }

    public Task<bool> SwitchOwnNumberAsync(RoomId room, bool inService) =>
        store.State.Rooms.Exists(known => known.Room == room && known.Kind == RoomKind.OwnNumber)
            ? builder.SwitchOwnNumberAsync(room, inService)
            : Task.FromResult(false);

    public Task<bool> OwnsRoomAsync(RoomId room) => Task.FromResult(Owns(room));

    private IAccountCreditGrain Credit => GrainFactory.GetGrain<IAccountCreditGrain>(Id.Value);

    private static AccountTerms TermsOf(AccountDefinition definition, ServicePlan plan) => new()
    {
        Plan = definition.Plan,
        Currency = definition.OpeningBalance.Currency,
        Payment = definition.Payment ?? plan.Payment,
        CreditLimit = definition.CreditLimit ?? plan.CreditLimit,
        Contact = definition.BillingContact,
    };

    private bool Owns(RoomId room) => FindReservation(room) is not null || store.State.Rooms.Exists(known => known.Room == room);

    private StoredReservation? FindReservation(RoomId room) => store.State.Reservations.Find(stored => stored.Room == room);

    private ImmutableArray<RoomId> RoomsOf(RoomKind kind) => [.. store.State.Rooms.Where(room => room.Kind == kind).Select(room => room.Room)];

    private IConferenceRoomGrain RoomGrain(RoomId room) => GrainFactory.GetGrain<IConferenceRoomGrain>(room.Value);

    private async Task ForgetFinishedAsync(ServicePlan plan)
    {
        var now = time.GetUtcNow();
        var over = store.State.Reservations.Where(stored => ReservationRules.PhaseAt(stored.Start, stored.End, plan, now) is null).ToList();
        if (over.Count == 0)
            return;
        foreach (var stored in over)
        {
            await RoomGrain(stored.Room).DeleteAsync();
            store.State.Reservations.Remove(stored);
        }

        await store.WriteStateAsync();
    }

    private async Task<Reservation?> ToReservationAsync(StoredReservation stored, ServicePlan plan) =>
        await RoomGrain(stored.Room).GetDefinitionAsync() is { } room ? ToReservation(stored, room, plan) : null;

    private Reservation ToReservation(StoredReservation stored, RoomDefinition room, ServicePlan plan)
    {
        var now = time.GetUtcNow();
        var occurrences = RoomOccurrences.Of(room);
        var (start, end) = occurrences.At(now) is { } window ? (window.Start, window.End) : (stored.Start, stored.End);
        return new Reservation
        {
            Room = room,
            Phase = ReservationRules.PhaseAt(start, end, plan, now) ?? ReservationPhase.Finished,
            CreatedAt = stored.CreatedAt,
            ShareToken = stored.ShareToken,
            Occurrences = [.. occurrences.All.Where(occurrence => now < occurrence.End).Take(ListedOccurrences)],
        };
    }

    private static ReservationResult Refused(ReservationOutcome outcome) => new() { Outcome = outcome };

    private static ReservationResult Accepted(Reservation? reservation) => reservation is null
        ? Refused(ReservationOutcome.NotFound)
        : new ReservationResult { Outcome = ReservationOutcome.Accepted, Reservation = reservation };
}
