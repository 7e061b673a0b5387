using System.Collections.Immutable;
using MudBlazor;
using OrleansConf.Grains.Interfaces.Reservations;
using OrleansConf.WebPortal.Components.Shared;
using OrleansConf.WebPortal.Reservations;

namespace OrleansConf.WebPortal.Components.Conferences;

/// <summary>The account's reservations: view, edit, delete (R-RES-1).</summary>
public sealed partial class Upcoming(PortalReservations reservations, IDialogService dialogs, ISnackbar notices)
{
    private ImmutableArray<Reservation>? _reservations;

    protected override async Task OnInitializedAsync() => _reservations = await reservations.ListAsync();

    private async Task DeleteAsync(Reservation reservation)
    {
        var room = reservation.Room;
        if (!await Confirm.AskAsync(dialogs, T["delete.title", room.Title], T["delete.text"], T["common.delete"]))
            return;
        if (await reservations.DeleteAsync(room.Id))
            notices.Add(T["delete.done", room.Title], Severity.Success);
        _reservations = await reservations.ListAsync();
    }
}
