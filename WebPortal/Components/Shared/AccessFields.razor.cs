using Microsoft.AspNetCore.Components;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Numbers;
using OrleansConf.WebPortal.Reservations;

namespace OrleansConf.WebPortal.Components.Shared;

/// <summary>Who gets into a permanent or own-number room: PIN, list, everyone (R-ACC-1).</summary>
public sealed partial class AccessFields
{
    private const int ShortestPin = 4;
    private const int LongestPin = 10;

    private AccessMode _mode;
    private string _pin = "";
    private string _callers = "";
    private string? _pinProblem;
    private string? _callersProblem;

    [Parameter, EditorRequired] public RoomDefinition Room { get; set; } = default!;

    /// <summary>National numbers are read in this country.</summary>
    [Parameter] public string Country { get; set; } = "";

    [Parameter, EditorRequired] public string LabelledBy { get; set; } = "";

    private string PinField => $"pin-{Room.Id.Value.TrimStart('+')}";

    private string CallersField => $"callers-{Room.Id.Value.TrimStart('+')}";

    protected override void OnInitialized()
    {
        _mode = Room.AccessMode;
        _pin = Room.GuestPin;
        _callers = string.Join('\n', Room.AllowedCallers);
    }

    /// <summary>The room as the fields have it; null when one is wrong, which then shows the problem.</summary>
    public RoomDefinition? Read()
    {
        (_pinProblem, _callersProblem) = (null, null);
        switch (_mode)
        {
            case AccessMode.Pin when _pin.Length is < ShortestPin or > LongestPin || !_pin.All(char.IsAsciiDigit):
                _pinProblem = T["problem.pin-format"];
                StateHasChanged();
                return null;
            case AccessMode.Pin:
                return Room with { AccessMode = _mode, GuestPin = _pin };
            case AccessMode.AllowList:
                return ReadCallers();
            default:
                return Room with { AccessMode = _mode };
        }
    }

    private RoomDefinition? ReadCallers()
    {
        var given = new ReservationDraft { AllowedCallers = _callers }.CallerList;
        _callersProblem = given.IsEmpty
            ? T["problem.callers-missing"].Value
            : given.FirstOrDefault(caller => PhoneText.ToE164(caller, Country) is null) is { } unreadable ? T["problem.callers-unreadable", unreadable].Value : null;
        StateHasChanged();
        return _callersProblem is null
            ? Room with { AccessMode = _mode, AllowedCallers = [.. given.Select(caller => PhoneText.ToE164(caller, Country)!).Distinct()] }
            : null;
    }
}
