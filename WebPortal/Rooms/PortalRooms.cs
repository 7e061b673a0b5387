using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Accounts;

namespace OrleansConf.WebPortal.Rooms;

/// <summary>Rooms for pages. Every call checks that the room is the signed-in user's.</summary>
public sealed class PortalRooms(IGrainFactory grains, PortalSession session, RoomWatches watches)
{
    public async Task<RoomAccess> GetAccessAsync(RoomId room)
    {
        if (await session.GetAsync() is not { } user)
            return RoomAccess.None;
        if (user.Account is { } account && await Account(account).OwnsRoomAsync(room))
            return RoomAccess.Moderate;
        return user.IsOperator ? RoomAccess.Watch : RoomAccess.None;
    }

    /// <summary>With its PINs, for the owner; null for everyone else.</summary>
    public async Task<RoomDefinition?> GetDefinitionAsync(RoomId room) =>
        await GetAccessAsync(room) == RoomAccess.Moderate ? await Room(room).GetDefinitionAsync() : null;

    /// <summary>Permanent and own-number rooms of the user's account.</summary>
    public async Task<ImmutableArray<RoomDefinition>> ListPermanentAsync() =>
        (await session.GetAsync())?.Account is { } account ? await Account(account).ListPermanentRoomsAsync() : [];

    /// <summary>The account with its balance; null for users without one.</summary>
    public async Task<AccountSnapshot?> GetAccountAsync() =>
        (await session.GetAsync())?.Account is { } account ? await Account(account).GetAsync() : null;

    /// <summary>The account's rooms in which someone is now, wherever in the cluster they run.</summary>
    public async Task<ImmutableArray<RoomSnapshot>> ListRunningAsync()
    {
        if ((await session.GetAsync())?.Account is not { } account)
            return [];

        var permanent = Account(account).ListPermanentRoomsAsync();
        var reserved = Account(account).ListReservationsAsync();
        var rooms = (await permanent).Select(r => r.Id).Concat((await reserved).Select(r => r.Room.Id)).Distinct();
        var snapshots = await Task.WhenAll(rooms.Select(room => Room(room).GetSnapshotAsync()));
        return [.. snapshots.OfType<RoomSnapshot>().Where(s => !s.Participants.IsEmpty).OrderBy(s => s.StartedAt)];
    }

    /// <summary>Follows a room; null when the user has nothing to do with it.</summary>
    public async Task<RoomFollowing?> FollowAsync(RoomId room, Action<RoomView> changed) =>
        await GetAccessAsync(room) == RoomAccess.None ? null : await watches.FollowAsync(room, changed);

    /// <summary>Presses one button of the room's remote control.</summary>
    public async Task<RoomCommandOutcome> CommandAsync(RoomId room, RoomPress press) =>
        await GetAccessAsync(room) == RoomAccess.Moderate
            ? await Room(room).CommandAsync(new RoomCommand
            {
                CommandId = Guid.NewGuid(),
                Action = press.Action,
                Target = press.Target,
                SpeakMode = press.SpeakMode,
                Destination = press.Destination,
            })
            : RoomCommandOutcome.NotAllowed;

    /// <summary>Has someone called into the room (R-CALL-7).</summary>
    public async Task<DialOutOutcome> DialOutAsync(RoomId room, DialOutRequest request) =>
        await GetAccessAsync(room) == RoomAccess.Moderate ? await Room(room).DialOutAsync(request) : DialOutOutcome.NotAllowed;

    /// <summary>All rooms of the account, reserved ones among them: where a participant can be moved.</summary>
    public async Task<ImmutableArray<RoomDefinition>> ListOwnRoomsAsync() =>
        (await session.GetAsync())?.Account is { } account
            ? [.. await Account(account).ListPermanentRoomsAsync(), .. (await Account(account).ListReservationsAsync()).Select(reservation => reservation.Room)]
            : [];

    /// <summary>Changes access of a permanent room; false when it is not the account's.</summary>
    public async Task<bool> RedefineAsync(RoomDefinition definition) =>
        (await session.GetAsync())?.Account is { } account
        && definition.Account == account
        && await Account(account).OwnsRoomAsync(definition.Id)
        && await Account(account).RedefineRoomAsync(definition);

    private IConferenceRoomGrain Room(RoomId room) => grains.GetGrain<IConferenceRoomGrain>(room.Value);

    private IOrganizerAccountGrain Account(AccountId account) => grains.GetGrain<IOrganizerAccountGrain>(account.Value);
}
