using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Plans;
using OrleansConf.Grains.Interfaces.Reservations;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Accounts;

namespace OrleansConf.WebPortal.Reservations;

/// <summary>Reservations of the signed-in user's account.</summary>
public sealed class PortalReservations(IGrainFactory grains, PortalSession session)
{
    private static readonly ReservationResult NotFound = new() { Outcome = ReservationOutcome.NotFound };

    /// <summary>The limits and defaults that apply to the account; null for users without one.</summary>
    public async Task<ServicePlan?> GetPlanAsync() =>
        await AccountAsync() is { } account && await account.GetAsync() is { } snapshot
            ? await grains.GetGrain<IPlanCatalogGrain>(IPlanCatalogGrain.Key).FindAsync(snapshot.Plan)
            : null;

    public async Task<ImmutableArray<Reservation>> ListAsync() =>
        await AccountAsync() is { } account ? await account.ListReservationsAsync() : [];

    /// <summary>Null when the account has no such reservation.</summary>
    public async Task<Reservation?> FindAsync(RoomId room) => (await ListAsync()).FirstOrDefault(r => r.Room.Id == room);

    public async Task<ReservationResult> ReserveAsync(ReservationDraft draft) =>
        await session.GetAsync() is { Account: { } account } user
            ? await Grain(account).ReserveAsync(draft.ToRequest(user.User))
            : NotFound;

    /// <summary>The access data stay (R-RES-1).</summary>
    public async Task<ReservationResult> ChangeAsync(RoomId room, ReservationDraft draft) =>
        await session.GetAsync() is { Account: { } account } user && await Grain(account).OwnsRoomAsync(room)
            ? await Grain(account).ChangeReservationAsync(room, draft.ToRequest(user.User))
            : NotFound;

    /// <summary>Moves or takes out one occurrence of a series (R-RES-11).</summary>
    public async Task<ReservationResult> ChangeOccurrenceAsync(RoomId room, OccurrenceChange change) =>
        await AccountAsync() is { } account && await account.OwnsRoomAsync(room) ? await account.ChangeOccurrenceAsync(room, change) : NotFound;

    /// <summary>False when the account has no such reservation.</summary>
    public async Task<bool> DeleteAsync(RoomId room) =>
        await AccountAsync() is { } account && await account.OwnsRoomAsync(room) && await account.DeleteReservationAsync(room);

    /// <summary>The reservation behind a shared link, for whoever holds the link; null when room and token do not belong together.</summary>
    public async Task<Reservation?> FindSharedAsync(RoomId room, string token)
    {
        var definition = await grains.GetGrain<IConferenceRoomGrain>(room.Value).GetDefinitionAsync();
        if (definition is null)
            return null;

        var reservations = await Grain(definition.Account).ListReservationsAsync();
        return reservations.FirstOrDefault(r => r.Room.Id == room && ShareTokens.Match(r.ShareToken, token));
    }

    private async Task<IOrganizerAccountGrain?> AccountAsync() =>
        (await session.GetAsync())?.Account is { } account ? Grain(account) : null;

    private IOrganizerAccountGrain Grain(AccountId account) => grains.GetGrain<IOrganizerAccountGrain>(account.Value);
}
