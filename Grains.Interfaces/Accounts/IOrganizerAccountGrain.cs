using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansConf.Grains.Interfaces.Reservations;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.Grains.Interfaces.Accounts;

/// <summary>One organizer account (key: <see cref="AccountId"/>): plan, rooms, reservations, balance.</summary>
[Alias("conf.account"), GrainInterfaceType("conf.account")]
public interface IOrganizerAccountGrain : IGrainWithStringKey
{
    /// <summary>False when the account exists already.</summary>
    [Alias("create")] Task<bool> CreateAsync(AccountDefinition definition);

    /// <summary>Null when there is no such account.</summary>
    [Alias("get"), ReadOnly] Task<AccountSnapshot?> GetAsync();

    [Alias("reserve")] Task<ReservationResult> ReserveAsync(ReservationRequest request);

    /// <summary>Changes an upcoming or open reservation; the access data stay.</summary>
    [Alias("change-reservation")] Task<ReservationResult> ChangeReservationAsync(RoomId room, ReservationRequest request);

    /// <summary>Moves one occurrence of a series, or takes it out (R-RES-11); the others stay.</summary>
    [Alias("change-occurrence")] Task<ReservationResult> ChangeOccurrenceAsync(RoomId room, OccurrenceChange change);

    /// <summary>False when the account has no such reservation. Its place is free at once (R-RES-3).</summary>
    [Alias("delete-reservation")] Task<bool> DeleteReservationAsync(RoomId room);

    /// <summary>Upcoming, open and, within the tail, finished ones; by start.</summary>
    [Alias("reservations")] Task<ImmutableArray<Reservation>> ListReservationsAsync();

    [Alias("add-room")] Task<RoomDefinition?> AddPermanentRoomAsync(PermanentRoomRequest request);

    /// <summary>Permanent and own-number rooms.</summary>
    [Alias("rooms")] Task<ImmutableArray<RoomDefinition>> ListPermanentRoomsAsync();

    /// <summary>Changes access of an own room at once (R-ACC-1); false when the room is not the account's.</summary>
    [Alias("redefine-room")] Task<bool> RedefineRoomAsync(RoomDefinition definition);

    /// <summary>Switches one of the account's own numbers in or out of conference mode (R-ACC-4); false when it is not the account's.</summary>
    [Alias("switch-number")] Task<bool> SwitchOwnNumberAsync(RoomId room, bool inService);

    /// <summary>Whether the room belongs to the account; every page that shows a room asks this.</summary>
    [Alias("owns"), ReadOnly] Task<bool> OwnsRoomAsync(RoomId room);
}
