using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Numbers;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Numbers;
using OrleansConf.WebPortal.Rooms;

namespace OrleansConf.WebPortal.Components.Numbers;

/// <summary>Own numbers in conference mode and who gets in (R-ACC-1, R-ACC-3).</summary>
public sealed partial class OwnNumbers(PortalRooms rooms, PortalNumbers numbers)
{
    private ImmutableArray<RoomDefinition>? _rooms;
    private ImmutableArray<AccessNumber> _numbers = [];
    private string _country = "";

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _country = (await rooms.GetAccountAsync())?.Country ?? "";
        _numbers = await numbers.ListOwnAsync();
        _rooms = [.. (await rooms.ListPermanentAsync()).Where(room => room.Kind == RoomKind.OwnNumber).OrderBy(room => room.Id.Value, StringComparer.Ordinal)];
    }

    private bool IsInService(RoomId room) => _numbers.FirstOrDefault(number => number.Room == room)?.InService ?? true;
}
