using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using OrleansConf.Grains.Interfaces.Plans;
using OrleansConf.Grains.Interfaces.Reservations;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.WebPortal.Appearance;
using OrleansConf.WebPortal.Localization;
using OrleansConf.WebPortal.Reservations;

namespace OrleansConf.WebPortal.Components.Schedule;

/// <summary>Makes a reservation (R-RES-1) or changes one.</summary>
public sealed partial class Schedule(PortalReservations reservations, Browser browser, NavigationManager navigation, TimeProvider time)
{
    private static readonly TimeSpan UsualLength = TimeSpan.FromHours(1);

    private ReservationDraft? _draft;
    private ServicePlan? _plan;
    private SpanText _spans = default!;
    private ImmutableDictionary<DraftField, string> _problems = ImmutableDictionary<DraftField, string>.Empty;
    private bool _missing;
    private bool _busy;
    private bool _focusProblems;

    [Parameter] public string? Room { get; set; }

    private bool IsEdit => Room is not null;

    protected override void OnInitialized() => _spans = new SpanText(T);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            // The browser's time zone decides what the form starts with, and it can be asked only now.
            await LoadAsync();
            StateHasChanged();
        }
        else if (_focusProblems)
        {
            _focusProblems = false;
            await browser.FocusAsync("#problems");
        }
    }

    private static string Local(DateTime? wallClock) => wallClock?.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) ?? "";

    private static DateTime? Read(ChangeEventArgs change) =>
        DateTime.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var wallClock) ? wallClock : null;

    private string? Problem(DraftField field) => _problems.GetValueOrDefault(field);

    private string? Invalid(DraftField field) => _problems.ContainsKey(field) ? "true" : null;

    private async Task LoadAsync()
    {
        _plan = await reservations.GetPlanAsync();
        if (Room is null)
        {
            _draft = await NewDraftAsync();
            return;
        }

        var found = await reservations.FindAsync(new RoomId(Room));
        _missing = found is null;
        _draft = found is null ? null : ReservationDraft.From(found);
    }

    private async Task<ReservationDraft> NewDraftAsync()
    {
        var zone = await browser.GetTimeZoneAsync();
        var start = LocalTimes.NextStart(time.GetUtcNow(), _plan?.MinLeadTime ?? TimeSpan.Zero, zone);
        var draft = new ReservationDraft { TimeZone = zone, Start = start, End = start + UsualLength, Language = PortalLanguages.Current };
        if (_plan is { } plan)
            draft.Use(plan.DefaultOptions);
        return draft;
    }

    /// <summary>Moving the start keeps the length.</summary>
    private void StartChanged(ChangeEventArgs change)
    {
        var length = _draft!.End - _draft.Start;
        _draft.Start = Read(change);
        if (_draft.Start is { } start && length > TimeSpan.Zero)
            _draft.End = start + length;
    }

    private void EndChanged(ChangeEventArgs change) => _draft!.End = Read(change);

    private async Task SubmitAsync()
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            await SendAsync(_draft!);
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task SendAsync(ReservationDraft draft)
    {
        _problems = DraftProblems.Find(draft).ToImmutableDictionary(p => p.Key, p => T[p.Value].Value);
        _focusProblems = !_problems.IsEmpty;
        if (_focusProblems)
            return;

        var result = Room is null ? await reservations.ReserveAsync(draft) : await reservations.ChangeAsync(new RoomId(Room), draft);
        if (result is { Outcome: ReservationOutcome.Accepted, Reservation: { } made })
        {
            navigation.NavigateTo(IsEdit ? $"conferences/{made.Room.Id}" : $"conferences/{made.Room.Id}?scheduled=true");
            return;
        }

        draft.Renew();
        var (field, key) = DraftProblems.Describe(result.Outcome);
        _problems = _problems.Add(field, T[key, Limit(result.Outcome)]);
        _focusProblems = true;
    }

    private string Limit(ReservationOutcome outcome) => (_plan, outcome) switch
    {
        ({ } plan, ReservationOutcome.StartTooSoon) => _spans.Show(plan.MinLeadTime),
        ({ } plan, ReservationOutcome.StartTooFar) => _spans.Show(plan.MaxLeadTime),
        ({ } plan, ReservationOutcome.TooLong) => _spans.Show(plan.MaxRoomLife),
        ({ } plan, ReservationOutcome.TooManyOccurrences) => plan.MaxOccurrences.ToString(CultureInfo.CurrentCulture),
        ({ } plan, ReservationOutcome.TooManyActive) => plan.MaxActiveReservations.ToString(CultureInfo.CurrentCulture),
        _ => "",
    };
}
