using Microsoft.AspNetCore.Components;
using MudBlazor;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Components.Shared;
using OrleansConf.WebPortal.Rooms;

namespace OrleansConf.WebPortal.Components.Conferences;

/// <summary>Changes who gets into a permanent room (R-ACC-1).</summary>
public sealed partial class AccessCard(PortalRooms rooms, ISnackbar notices)
{
    private AccessFields? _fields;
    private string _country = "";
    private bool _busy;

    [Parameter, EditorRequired] public RoomDefinition Room { get; set; } = default!;

    [Parameter] public EventCallback Saved { get; set; }

    protected override async Task OnInitializedAsync() => _country = (await rooms.GetAccountAsync())?.Country ?? "";

    private async Task SaveAsync()
    {
        if (_busy || _fields?.Read() is not { } changed)
            return;
        _busy = true;
        try
        {
            var done = await rooms.RedefineAsync(changed);
            notices.Add(T[done ? "common.saved" : "own.save-failed"], done ? Severity.Success : Severity.Error);
            await Saved.InvokeAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
