using Microsoft.AspNetCore.Components;
using MudBlazor;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Numbers;
using OrleansConf.WebPortal.Reservations;
using OrleansConf.WebPortal.Rooms;

namespace OrleansConf.WebPortal.Components.Numbers;

/// <summary>One own number: on or off, open, PIN or list of callers.</summary>
public sealed partial class OwnNumberCard(PortalRooms rooms, PortalNumbers numbers, ISnackbar notices)
{
    private const int ShortestPin = 4;
    private const int LongestPin = 10;

    private AccessMode _mode;
    private bool _inService;
    private string _pin = "";
    private string _callers = "";
    private string? _pinProblem;
    private string? _callersProblem;
    private bool _busy;

    [Parameter, EditorRequired] public RoomDefinition Room { get; set; } = default!;

    [Parameter] public bool InService { get; set; }

    /// <summary>National numbers are read in this country.</summary>
    [Parameter] public string Country { get; set; } = "";

    [Parameter] public EventCallback Changed { get; set; }

    protected override void OnInitialized()
    {
        _mode = Room.AccessMode;
        _inService = InService;
        _pin = Room.GuestPin;
        _callers = string.Join('\n', Room.AllowedCallers);
    }

    private async Task SaveAsync()
    {
        if (_busy || Change() is not { } changed)
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

    /// <summary>Null when a field is wrong; the problem is shown at it.</summary>
    private RoomDefinition? Change()
    {
        (_pinProblem, _callersProblem) = (null, null);
        switch (_mode)
        {
            case AccessMode.Pin when _pin.Length is < ShortestPin or > LongestPin || !_pin.All(char.IsAsciiDigit):
                _pinProblem = T["problem.pin-format"];
                return null;
            case AccessMode.Pin:
                return Room with { AccessMode = _mode, GuestPin = _pin };
            case AccessMode.AllowList:
                return WithCallers();
            default:
                return Room with { AccessMode = _mode };
        }
    }

    private RoomDefinition? WithCallers()
    {
        var given = new ReservationDraft { AllowedCallers = _callers }.CallerList;
        if (given.IsEmpty)
        {
            _callersProblem = T["problem.callers-missing"];
            return null;
        }

        if (given.FirstOrDefault(caller => PhoneText.ToE164(caller, Country) is null) is { } unreadable)
        {
            _callersProblem = T["problem.callers-unreadable", unreadable];
            return null;
        }

        return Room with { AccessMode = _mode, AllowedCallers = [.. given.Select(caller => PhoneText.ToE164(caller, Country)!).Distinct()] };
    }
}
