using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Reservations;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Accounts;
using OrleansConf.WebPortal.Nodes;
using OrleansConf.WebPortal.Reservations;
using OrleansConf.WebPortal.Rooms;

namespace OrleansConf.WebPortal.Components.Home;

/// <summary>Welcome, access codes, what runs and what comes (R-WEB-2).</summary>
public sealed partial class Home(PortalSession session, PortalRooms rooms, PortalReservations reservations, PortalNodes nodes)
{
    private SignedIn? _user;
    private AccountSnapshot? _account;
    private ImmutableArray<RoomDefinition>? _permanent;
    private ImmutableArray<Reservation>? _upcoming;
    private bool? _answering;

    protected override async Task OnInitializedAsync()
    {
        _user = await session.GetAsync();
        var account = rooms.GetAccountAsync();
        var permanent = rooms.ListPermanentAsync();
        var upcoming = reservations.ListAsync();
        var answering = nodes.IsAnsweringAsync();
        _account = await account;
        _permanent = await permanent;
        _upcoming = [.. (await upcoming).Where(r => r.Phase != ReservationPhase.Finished)];
        _answering = await answering;
    }
}
