using Microsoft.AspNetCore.Components;
using MudBlazor;
using OrleansConf.Grains.Interfaces.Reservations;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Appearance;
using OrleansConf.WebPortal.Components.Shared;
using OrleansConf.WebPortal.Reservations;
using OrleansConf.WebPortal.Rooms;

namespace OrleansConf.WebPortal.Components.Conferences;

/// <summary>All that an organizer needs to hand out (R-RES-5).</summary>
public sealed partial class Conference(
    PortalRooms rooms, PortalReservations reservations, NavigationManager navigation, IDialogService dialogs, ISnackbar notices, Browser browser)
{
    private Reservation? _reservation;
    private RoomDefinition? _room;
    private string? _link;
    private bool _missing;

    [Parameter] public string Id { get; set; } = "";

    [SupplyParameterFromQuery] private bool Scheduled { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var room = new RoomId(Id);
        _reservation = await reservations.FindAsync(room);
        _room = _reservation?.Room ?? await rooms.GetDefinitionAsync(room);
        _missing = _room is null;
        _link = _reservation is null ? null : ShareLinks.For(new Uri(navigation.BaseUri), room, _reservation.ShareToken).ToString();
    }

    private async Task CopyLinkAsync()
    {
        if (await browser.CopyAsync(_link!))
            notices.Add(T["share.copied"], Severity.Success);
        else
            notices.Add(T["codes.copy-failed"], Severity.Warning);
    }

    private async Task ChangeOccurrenceAsync(OccurrenceChange change)
    {
        var result = await reservations.ChangeOccurrenceAsync(_room!.Id, change);
        var isDone = result.Outcome == ReservationOutcome.Accepted;
        notices.Add(isDone ? T["common.saved"] : T["occurrences.failed"], isDone ? Severity.Success : Severity.Warning);
        await OnParametersSetAsync();
    }

    private async Task DeleteAsync()
    {
        if (!await Confirm.AskAsync(dialogs, T["delete.title", _room!.Title], T["delete.text"], T["common.delete"]))
            return;
        if (await reservations.DeleteAsync(_room.Id))
            notices.Add(T["delete.done", _room.Title], Severity.Success);
        navigation.NavigateTo("upcoming");
    }
}
