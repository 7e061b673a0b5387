using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Appearance;
using OrleansConf.WebPortal.Components.Shared;
using OrleansConf.WebPortal.Rooms;

namespace OrleansConf.WebPortal.Components.Rooms;

/// <summary>Who is in and who talks, as it happens; the moderator's buttons (R-CALL-6).</summary>
public sealed partial class LiveRoom(PortalRooms rooms, Browser browser, IDialogService dialogs, ISnackbar notices)
{
    private RoomFollowing? _following;
    private RoomView? _view;
    private RoomAccess _access;
    private ImmutableArray<RoomDefinition> _destinations = [];
    private string _timeZone = "UTC";
    private bool _missing;
    private bool _disposed;

    [Parameter] public string Id { get; set; } = "";

    private RoomId Room => new(Id);

    private bool CanModerate => _access == RoomAccess.Moderate;

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (_following is { } following)
            await following.DisposeAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        _access = await rooms.GetAccessAsync(Room);
        _following = await rooms.FollowAsync(Room, Changed);
        _missing = _following is null;
        if (CanModerate)
            _destinations = [.. (await rooms.ListOwnRoomsAsync()).Where(room => room.Id != Room)];
        _timeZone = await browser.GetTimeZoneAsync();
        if (_disposed)
            await DisposeAsync();
        Show();
    }

    /// <summary>On any thread; events can come faster than renders, so each render takes the newest view.</summary>
    private void Changed(RoomView view) => _ = InvokeAsync(Show);

    private void Show()
    {
        if (_disposed)
            return;
        _view = _following?.View;
        StateHasChanged();
    }

    private async Task EndAsync()
    {
        if (await Confirm.AskAsync(dialogs, T["live.end-question"], T["live.end-text"], T["live.end"]))
            await PressAsync(new RoomPress(RoomAction.End));
    }

    private async Task PressAsync(RoomPress press)
    {
        var outcome = await rooms.CommandAsync(Room, press);

        // Nothing to say when it is done, or was so already: the page shows it.
        if (outcome is RoomCommandOutcome.NoSuchParticipant or RoomCommandOutcome.NotAllowed)
            notices.Add(T["live.command-failed", T[$"command.{outcome}"].Value], Severity.Warning);
    }
}
