using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Reservations;
using OrleansConf.Grains.Interfaces.Rooms;

namespace OrleansConf.WebPortal.Reservations;

/// <summary>A schedule form as the organizer fills it in: local times of the chosen zone, callers as free text.</summary>
public sealed class ReservationDraft
{
    private static readonly char[] CallerSeparators = ['\n', '\r', ',', ';'];

    /// <summary>Stays the same until an answer came, so that a repeated submit makes one reservation.</summary>
    public Guid RequestId { get; private set; } = Guid.NewGuid();

    public string Title { get; set; } = "";

    public DateTime? Start { get; set; }

    public DateTime? End { get; set; }

    /// <summary>IANA name.</summary>
    public string TimeZone { get; set; } = "UTC";

    public AccessMode AccessMode { get; set; } = AccessMode.Pin;

    /// <summary>One number per line; commas and semicolons separate too.</summary>
    public string AllowedCallers { get; set; } = "";

    public List<InviteeDraft> Invitees { get; } = [];

    public bool JoinMuted { get; set; }

    public bool WaitForModerator { get; set; }

    public bool AlonePrompt { get; set; } = true;

    public SpeakMode SpeakMode { get; set; }

    public EntrySound EntrySound { get; set; } = EntrySound.Tone;

    public string Language { get; set; } = "en";

    public Repeat Repeat { get; set; }

    /// <summary>How many occurrences a series has.</summary>
    public int RepeatCount { get; set; } = 10;

    /// <summary>The rule of <see cref="Repeat.Other"/>.</summary>
    private string? OtherRule { get; init; }

    public ImmutableArray<string> CallerList =>
        [.. AllowedCallers.Split(CallerSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The form's fields from a reservation that is to be changed.</summary>
    public static ReservationDraft From(Reservation reservation)
    {
        var room = reservation.Room;
        var draft = new ReservationDraft
        {
            Title = room.Title,
            TimeZone = room.TimeZone,
            Start = LocalTimes.InZone(room.Start, room.TimeZone),
            End = LocalTimes.InZone(room.End, room.TimeZone),
            AccessMode = room.AccessMode,
            AllowedCallers = string.Join('\n', room.AllowedCallers),
            Language = room.Language,
            OtherRule = room.Recurrence?.Rule,
        };
        (draft.Repeat, draft.RepeatCount) = RepeatRule.Read(room.Recurrence?.Rule);
        draft.Use(room.Options);
        draft.Invitees.AddRange(room.Invitees.Select(InviteeDraft.From));
        return draft;
    }

    /// <summary>After a refusal the corrected form is a new request; the old id would bring the old answer.</summary>
    public void Renew() => RequestId = Guid.NewGuid();

    public void Use(RoomOptions options)
    {
        JoinMuted = options.JoinMuted;
        WaitForModerator = options.WaitForModerator;
        AlonePrompt = options.AlonePrompt;
        SpeakMode = options.SpeakMode;
        EntrySound = options.EntrySound;
    }

    /// <summary>Call after <see cref="DraftProblems"/> found none.</summary>
    public ReservationRequest ToRequest(UserId organizer) => new()
    {
        RequestId = RequestId,
        Organizer = organizer,
        Title = Title.Trim(),
        Start = LocalTimes.ToInstant(Start!.Value, TimeZone)!.Value,
        End = LocalTimes.ToInstant(End!.Value, TimeZone)!.Value,
        TimeZone = TimeZone,
        AccessMode = AccessMode,
        AllowedCallers = AccessMode == AccessMode.AllowList ? CallerList : [],
        Invitees = [.. Invitees.Where(i => !i.IsEmpty).Select(i => i.ToInvitee())],
        Options = new RoomOptions
        {
            JoinMuted = JoinMuted,
            WaitForModerator = WaitForModerator,
            AlonePrompt = AlonePrompt,
            SpeakMode = SpeakMode,
            EntrySound = EntrySound,
        },
        Language = Language,
        RecurrenceRule = RepeatRule.Write(Repeat, RepeatCount, OtherRule),
    };
}
