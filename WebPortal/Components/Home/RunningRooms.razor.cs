using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Reservations;
using OrleansConf.WebPortal.Rooms;

namespace OrleansConf.WebPortal.Components.Home;

/// <summary>The account's rooms in which someone is now; follows all of them, so that a first caller shows within a second.</summary>
public sealed partial class RunningRooms(PortalRooms rooms, PortalReservations reservations)
{
    private readonly List<RoomFollowing> _following = [];
    private bool _disposed;

    private IEnumerable<RoomSnapshot> Running => _following
        .Select(f => f.View.Snapshot)
        .OfType<RoomSnapshot>()
        .Where(s => !s.Participants.IsEmpty)
        .OrderBy(s => s.StartedAt);

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        foreach (var following in _following)
            await following.DisposeAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        var permanent = rooms.ListPermanentAsync();
        var reserved = reservations.ListAsync();
        var all = (await permanent).Select(r => r.Id).Concat((await reserved).Select(r => r.Room.Id)).Distinct().ToArray();
        var followings = await Task.WhenAll(all.Select(room => rooms.FollowAsync(room, Changed)));
        _following.AddRange(followings.OfType<RoomFollowing>());
        if (_disposed)
            await DisposeAsync();
        else
            StateHasChanged();
    }

    private void Changed(RoomView view) => _ = InvokeAsync(() =>
    {
        if (!_disposed)
            StateHasChanged();
    });
}
