using Microsoft.AspNetCore.Components;
using MudBlazor;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Components.Shared;
using OrleansConf.WebPortal.Numbers;
using OrleansConf.WebPortal.Rooms;

namespace OrleansConf.WebPortal.Components.Numbers;

/// <summary>One own number: on or off, open, PIN or list of callers.</summary>
public sealed partial class OwnNumberCard(PortalRooms rooms, PortalNumbers numbers, ISnackbar notices)
{
    private AccessFields? _access;
    private bool _inService;
    private bool _busy;

    [Parameter, EditorRequired] public RoomDefinition Room { get; set; } = default!;

    [Parameter] public bool InService { get; set; }

    /// <summary>National numbers are read in this country.</summary>
    [Parameter] public string Country { get; set; } = "";

    [Parameter] public EventCallback Changed { get; set; }

    protected override void OnInitialized() => _inService = InService;

    private async Task SaveAsync()
    {
        if (_busy || _access?.Read() is not { } changed)
            return;

        _busy = true;
        try
        {
            var done = await rooms.RedefineAsync(changed)
                && (_inService == InService || await numbers.SetInServiceAsync(Room.Id, _inService));
            notices.Add(T[done ? "common.saved" : "own.save-failed"], done ? Severity.Success : Severity.Error);
            await Changed.InvokeAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
