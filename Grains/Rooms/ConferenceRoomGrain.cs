using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Utilities;
using OrleansConf.Grains.Calls;
using OrleansConf.Grains.Numbers;
using OrleansConf.Grains.Plans;
using OrleansConf.Grains.Reservations;

namespace OrleansConf.Grains.Rooms;

/// <inheritdoc cref="IConferenceRoomGrain"/>
/// <remarks>
/// The definition is stored; who is in lives in memory. A new activation finds its seats in the call journal at once, and what
/// nodes know beyond it comes with their claims.
/// </remarks>
[GrainType("conf.room")]
internal sealed partial class ConferenceRoomGrain(
    [PersistentState("room")] IPersistentState<RoomState> store,
    ICallJournal journal,
    PlanCache plans,
    IAccessDataProtector protector,
    IOptions<RoomSettings> settings,
    TimeProvider time,
    ILogger<ConferenceRoomGrain> logger) : Grain, IConferenceRoomGrain, IRemindable
{
    private const int RememberedEntries = 1_000;

    /// <summary>What a called party has beyond the ringing to say yes.</summary>
    private static readonly TimeSpan AcceptTime = TimeSpan.FromMinutes(2);

    private const string WindowEndReminder = "window-end";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    /// <summary>Reminders reach no further than 49 days.</summary>
    private static readonly TimeSpan LongestReminder = TimeSpan.FromDays(40);

    private const string CreditWarning = "credit-ends-in:60";

    private static readonly TimeSpan CreditWarningPause = TimeSpan.FromMinutes(5);

    private readonly RecentAnswers<(CallId Call, int Attempt), Admission> _answers = new(RememberedEntries);
    private ObserverManager<IRoomObserver> _observers = null!;
    private RunningConference _conference = null!;
    private readonly DialOuts _dialOuts = new();
    private RoomDefinition? _definition;
    private IGrainTimer? _clock;
    private RoomOccurrences _occurrences = RoomOccurrences.Empty;
    private IGrainReminder? _windowEnd;
    private DateTimeOffset? _warnedFor;
    private DateTimeOffset? _creditWarnedAt;

    private RoomId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _observers = new ObserverManager<IRoomObserver>(settings.Value.ObserverLease, logger)
        {
            GetDateTime = () => time.GetUtcNow().UtcDateTime,
        };
        _conference = new RunningConference(Id, Guid.NewGuid());
        Define(store.State.Definition is { } stored ? Unprotect(stored) : null);
        if (_definition is not null)
            await RestoreFromJournalAsync(_definition);
    }

    public async Task<bool> CreateAsync(RoomDefinition definition)
    {
        if (_definition is not null)
            return IsSame(_definition, definition);
        if (store.State.DeletedAt is { } deletedAt && time.GetUtcNow() - deletedAt < settings.Value.NumberRest)
            return false;
        await StoreDefinitionAsync(definition);
        return true;
    }

    public async Task<bool> RedefineAsync(RoomDefinition definition)
    {
        if (_definition is null || definition.Id != Id || definition.Account != _definition.Account)
            return false;
        await StoreDefinitionAsync(definition);
        if (_conference.Count > 0)
            await WatchClockAsync();
        return true;
    }

    public async Task DeleteAsync()
    {
        if (_definition is null)
            return;
        Define(null);
        store.State = new RoomState { DeletedAt = time.GetUtcNow() };
        await store.WriteStateAsync();
        _conference.RemoveEveryone(TerminationReason.ConferenceEnded);
        Publish();
    }

    public Task<RoomDefinition?> GetDefinitionAsync() => Task.FromResult(_definition);

    public Task<RoomDoor?> GetDoorAsync(string? callerNumber) => Task.FromResult(_definition is not { } room ? null : new RoomDoor
    {
        AccessMode = room.AccessMode,
        Plan = room.Plan,
        Account = room.Account,
        Title = room.Title,
        Language = room.Language,
        CallerListed = callerNumber is not null && room.AllowedCallers.Contains(callerNumber),
        CallerInvited = callerNumber is not null && room.Invitees.Any(invitee => invitee.Mobile == callerNumber),
        TollFreeCountries = room.TollFreeCountries,
        CallerTollFree = callerNumber is null ? null : room.Invitees.FirstOrDefault(invitee => invitee.Mobile == callerNumber)?.TollFree,
        ConferenceId = _conference.ConferenceId,
    });

    public async Task<Admission> AdmitAsync(RoomEntry entry)
    {
        if (_answers.TryGet((entry.CallId, entry.Attempt), out var first) && first.Outcome != AdmissionOutcome.PinNeeded)
            return first;
        if (_definition is not { } room)
            return Admission.Refused(entry.Pin is null ? AdmissionOutcome.PinNeeded : AdmissionOutcome.UnknownConference);

        var plan = await plans.GetAsync(room.Plan);
        var admission = _conference.FindByCall(entry.CallId) is { } seated ? Seated(room, plan, seated) : Decide(room, plan, entry);
        _answers.Remember((entry.CallId, entry.Attempt), admission);
        Publish();
        if (_conference.Count > 0 && _clock is null)
            await WatchClockAsync();
        return admission;
    }

    public async Task LeaveAsync(RoomLeave leave)
    {
        var wasModerated = _conference.HasModerator;
        if (_conference.Leave(leave.CallId, leave.Reason, time.GetUtcNow()))
        {
            if (wasModerated && _conference.WithoutModeratorSince is not null && _definition is { } room)
                await NoteModeratorsGoneAsync(room);
            Publish();
        }

        if (_conference.Count == 0)
            StopClock();
    }

    public async Task<RoomCommandOutcome> CommandAsync(RoomCommand command)
    {
        if (_definition is null)
            return RoomCommandOutcome.NoSuchParticipant;
        // Nobody may be told that he is recorded while no node stores the audio (R-CALL-8).
        if (command.Action == RoomAction.StartRecording && !settings.Value.RecordingAvailable)
            return RoomCommandOutcome.NotAllowed;
        var outcome = _conference.Run(command);
        Publish();
        if (outcome == RoomCommandOutcome.Done && command.Action is RoomAction.Lock or RoomAction.Unlock or RoomAction.MuteGuests
            or RoomAction.UnmuteGuests or RoomAction.SetSpeakMode or RoomAction.ToggleEntrySounds or RoomAction.StartRecording
            or RoomAction.PauseRecording or RoomAction.StopRecording)
            await StoreSettingsAsync();
        return outcome;
    }

    public async Task<DialOutOutcome> DialOutAsync(DialOutRequest request)
    {
        if (_definition is not { } room)
            return DialOutOutcome.NotOpen;
        if (_dialOuts.Contains(request.RequestId))
            return DialOutOutcome.Dialling;
        var plan = await plans.GetAsync(room.Plan);
        var country = await GrainFactory.GetGrain<IOrganizerAccountGrain>(room.Account.Value).GetAsync() is { } account ? account.Country : "";
        var now = time.GetUtcNow();
        if (!plan.DialOut || (request.By is { } by && !_conference.IsModerator(by)))
            return DialOutOutcome.NotAllowed;
        if (!E164.TryRead(request.Number, country, out var number))
            return DialOutOutcome.InvalidNumber;
        if (!IsOpen(plan, now))
            return DialOutOutcome.NotOpen;
        if (room.MaxParticipants > 0 && _conference.Count + _dialOuts.Ringing >= room.MaxParticipants)
            return DialOutOutcome.RoomFull;
        var party = new DialledParty { Id = request.RequestId, Number = number, Name = request.Name ?? NameOf(room, number) };
        _dialOuts.Add(party, request.Role, request.By, now + plan.RingTime + AcceptTime);
        _conference.TellDialOut(party, gone: false);
        Publish();
        if (await OrderCallAsync(room, plan, request, number))
            return DialOutOutcome.Dialling;
        _dialOuts.Remove(request.RequestId);
        _conference.TellDialOut(party, gone: true);
        Publish();
        return DialOutOutcome.NoNode;
    }

    public Task DialOutEndedAsync(DialOutEnd end)
    {
        if (_dialOuts.Fail(end.RequestId, end.Reason, time.GetUtcNow()) is var (party, by))
        {
            _conference.TellDialOut(party, gone: false);
            if (by is { } asked)
                _conference.Announce(FailurePrompt(end.Reason), asked);
            Publish();
        }

        return Task.CompletedTask;
    }

    public Task WarnCreditAsync()
    {
        // Each call of the room finds out by itself; the moderators need to hear it once.
        var now = time.GetUtcNow();
        if (_creditWarnedAt is { } before && now - before < CreditWarningPause)
            return Task.CompletedTask;
        _creditWarnedAt = now;
        _conference.AnnounceToModerators(CreditWarning);
        Publish();
        return Task.CompletedTask;
    }

    public Task ReportTalkersAsync(TalkerReport report)
    {
        _conference.ReportTalkers(report);
        _conference.ReportMusic(report);
        Publish();
        return Task.CompletedTask;
    }

    public Task<RoomSnapshot?> GetSnapshotAsync() => Task.FromResult(Snapshot());

    public Task<RoomSnapshot?> SubscribeAsync(IRoomObserver observer)
    {
        if (_definition is not null)
            _observers.Subscribe(observer, observer);
        return Task.FromResult(Snapshot());
    }

    public Task UnsubscribeAsync(IRoomObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<ParticipantId>> RestoreSeatsAsync(NodeId node, ImmutableArray<SeatClaim> seats)
    {
        var now = time.GetUtcNow();
        if (_definition is not { } room || !IsOpen(await plans.GetAsync(room.Plan), now))
            return [.. seats.Select(seat => seat.Participant.Id)];
        foreach (var seat in seats.Where(seat => seat.Participant.Node == node))
            Restore(room, seat.Participant, seat.ConferenceId, now, isProvisional: false);
        Publish();
        if (_conference.Count > 0)
            await WatchClockAsync();
        return [.. seats.Where(seat => _conference.FindByCall(seat.Participant.CallId)?.Id != seat.Participant.Id).Select(seat => seat.Participant.Id)];
    }

    /// <summary>The reminder of a conference that a lost silo left: whoever is still in is heard of by now, and the clock runs again.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await OnClockAsync(CancellationToken.None);
        if (_conference.Count == 0 && await this.GetReminder(WindowEndReminder) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    /// <summary>R-CALL-10: who stays hears how long the conference goes on.</summary>
    private async Task NoteModeratorsGoneAsync(RoomDefinition room)
    {
        if ((await plans.GetAsync(room.Plan)).WithoutModeratorLimit is not { } limit)
            return;
        _conference.Announce(string.Create(CultureInfo.InvariantCulture, $"ends-without-moderator:{(int)limit.TotalSeconds}"));
        await StoreSettingsAsync();
        await WatchClockAsync();
    }

    private Admission Decide(RoomDefinition room, ServicePlan plan, RoomEntry entry)
    {
        var now = time.GetUtcNow();
        var verdict = RoomAdmission.Decide(
            new AdmissionFacts { Definition = room, Plan = plan, Window = _occurrences.At(now), Now = now, Seated = _conference.Count, Locked = _conference.Locked, Invited = entry.MovedAs ?? _dialOuts.RoleOf(entry.Invitation) }, entry);
        if (verdict.Outcome != AdmissionOutcome.Admitted)
            return Refused(room, verdict);
        var dialled = entry.Invitation is { } invitation ? _dialOuts.Remove(invitation) : null;
        if (dialled is not null)
            _conference.TellDialOut(dialled, gone: true);
        return Seated(room, plan, _conference.Take(entry with { Name = entry.Name ?? dialled?.Name ?? NameOf(room, entry.CallerNumber) }, verdict.Role, room.Options, now));
    }

    private static string FailurePrompt(string reason) => reason switch
    {
        TerminationReason.Busy or TerminationReason.Declined => "dial-out-busy",
        TerminationReason.NoAnswer or TerminationReason.NotAccepted => "dial-out-no-answer",
        TerminationReason.NoTrunk or TerminationReason.NoCredit => "dial-out-not-allowed",
        _ => "dial-out-failed",
    };

    /// <summary>The node that mixes the room places the call, else the one with most to spare.</summary>
    private async Task<bool> OrderCallAsync(RoomDefinition room, ServicePlan plan, DialOutRequest request, string number)
    {
        var node = _conference.HomeNode
            ?? (await GrainFactory.GetGrain<INodeDirectoryGrain>(INodeDirectoryGrain.Key).PickAsync(""))?.Id;
        return node is { } chosen && await GrainFactory.GetGrain<IMediaNodeGrain>(chosen.Value).PlaceCallAsync(new OutboundCallOrder
        {
            Call = new CallId(Guid.CreateVersion7(time.GetUtcNow()).ToString("N")),
            Room = Id,
            Invitation = request.RequestId,
            Number = number,
            Name = request.Name,
            Account = room.Account,
            Plan = room.Plan,
            Language = request.Language ?? room.Language,
            RingTime = plan.RingTime,
        });
    }

    private static string? NameOf(RoomDefinition room, string? number) =>
        number is null ? null : room.Invitees.FirstOrDefault(invitee => invitee.Mobile == number)?.Name;

    // Names the room, so that its organizer finds the attempt in the history (R-ACC-6).
    private Admission Refused(RoomDefinition room, AdmissionVerdict verdict) => new()
    {
        Outcome = verdict.Outcome,
        Room = Id,
        Account = room.Account,
        RoomTitle = room.Title,
        OpensAt = verdict.OpensAt,
        TimeZone = room.TimeZone,
    };

    private Admission Seated(RoomDefinition room, ServicePlan plan, Participant participant) => new()
    {
        Outcome = AdmissionOutcome.Admitted,
        Room = Id,
        Account = room.Account,
        Participant = participant.Id,
        Role = participant.Role,
        Muted = participant.Muted,
        Waiting = participant.Waiting,
        HomeNode = _conference.HomeNode,
        ParticipantCount = _conference.Count,
        TimeZone = room.TimeZone,
        KeyMap = plan.KeyMap,
        EntrySound = _conference.EntrySound,
        AlonePrompt = room.Options.AlonePrompt,
        ConferenceId = _conference.ConferenceId,
        Plan = room.Plan,
        RoomTitle = room.Title,
        Country = participant.Country,
        Recording = _conference.Recording,
    };

    private RoomSnapshot? Snapshot() => _definition is not { } room ? null : new RoomSnapshot
    {
        Id = Id,
        Revision = _conference.Revision,
        Incarnation = _conference.Incarnation,
        Title = room.Title,
        Account = room.Account,
        Locked = _conference.Locked,
        SpeakMode = _conference.SpeakMode,
        Participants = [.. _conference.Participants],
        ConferenceId = _conference.ConferenceId,
        StartedAt = _conference.StartedAt,
        GuestsMuted = _conference.GuestsMuted,
        EntrySound = _conference.EntrySound,
        Recording = _conference.Recording,
        Dialling = [.. _dialOuts.Parties],
        HomeNode = _conference.HomeNode,
    };

    // Events are one-way: a follower that is slow or gone costs its lease, never a turn of the room.
    private void Publish()
    {
        foreach (var roomEvent in _conference.TakeNews())
            _observers.Notify(observer => observer.OnRoomEventAsync(roomEvent).Ignore());
    }

    private async Task RestoreFromJournalAsync(RoomDefinition room)
    {
        var seated = await journal.ListSeatedAsync(Id);
        var now = time.GetUtcNow();
        foreach (var call in seated)
        {
            if (call is { Participant: { } participant, JoinedAt: { } joinedAt, ConferenceId: { } conferenceId })
                Restore(room, ToParticipant(call, participant, joinedAt), conferenceId, now, isProvisional: true);
        }

        _conference.TakeNews();
        if (_conference.Count == 0)
            return;
        LogRestored(Id, _conference.Count);
        await WatchClockAsync();
    }

    private void Restore(RoomDefinition room, Participant participant, string conferenceId, DateTimeOffset now, bool isProvisional)
    {
        var isFirst = _conference.Count == 0;
        _conference.Restore(participant, conferenceId, room.Options, now, isProvisional);
        if (isFirst && store.State.ConferenceId == conferenceId)
            _conference.RestoreSettings(store.State.Locked, store.State.GuestsMuted, store.State.SpeakMode, store.State.EntrySound, store.State.Recording, store.State.WithoutModeratorSince);
    }

    private static Participant ToParticipant(JournaledCall call, ParticipantId id, DateTimeOffset joinedAt) => new()
    {
        Id = id,
        CallId = call.CallId,
        Node = call.Node,
        Role = call.Role,
        CallerNumber = call.CallerNumber,
        DialledNumber = call.DialledNumber,
        NumberKind = call.NumberKind,
        Country = call.Country ?? "",
        JoinedAt = joinedAt,
    };

    private async Task StoreDefinitionAsync(RoomDefinition definition)
    {
        store.State.Definition = definition with
        {
            AdminPin = protector.Protect(definition.AdminPin),
            GuestPin = protector.Protect(definition.GuestPin),
        };
        store.State.DeletedAt = null;
        await store.WriteStateAsync();
        Define(definition);
    }

    private RoomDefinition Unprotect(RoomDefinition stored) => stored with
    {
        AdminPin = protector.Unprotect(stored.AdminPin),
        GuestPin = protector.Unprotect(stored.GuestPin),
    };

    private async Task StoreSettingsAsync()
    {
        store.State.ConferenceId = _conference.ConferenceId;
        store.State.Locked = _conference.Locked;
        store.State.GuestsMuted = _conference.GuestsMuted;
        store.State.SpeakMode = _conference.SpeakMode;
        store.State.EntrySound = _conference.EntrySound;
        store.State.Recording = _conference.Recording;
        store.State.WithoutModeratorSince = _conference.WithoutModeratorSince;
        await store.WriteStateAsync();
    }

    private static bool IsSame(RoomDefinition left, RoomDefinition right) =>
        left.Account == right.Account && left.Kind == right.Kind && left.Title == right.Title && left.Start == right.Start
        && left.End == right.End && left.AdminPin == right.AdminPin && left.GuestPin == right.GuestPin;

    private async Task WatchClockAsync()
    {
        if (_definition is not { } room)
            return;
        var plan = await plans.GetAsync(room.Plan);
        var now = time.GetUtcNow();
        var due = RoomClock.NextLook(_occurrences.At(now), plan, _conference, now);
        await RemindOfWindowEndAsync(now);
        if (_clock is null)
        {
            // Keeps the activation: who is in must not be forgotten for want of calls to the grain.
            var options = new GrainTimerCreationOptions { DueTime = due, Period = Timeout.InfiniteTimeSpan, KeepAlive = true };
            _clock = this.RegisterGrainTimer(OnClockAsync, options);
        }
        else
        {
            _clock.Change(due, Timeout.InfiniteTimeSpan);
        }
    }

    private void StopClock()
    {
        _clock?.Dispose();
        _clock = null;
        if (_windowEnd is not { } reminder)
            return;
        _windowEnd = null;
        this.UnregisterReminder(reminder).Ignore();
    }

    private void Define(RoomDefinition? definition)
    {
        _definition = definition;
        _occurrences = definition is null ? RoomOccurrences.Empty : RoomOccurrences.Of(definition);
    }

    /// <summary>Whether the window lets people be in now.</summary>
    private bool IsOpen(ServicePlan plan, DateTimeOffset now) =>
        _occurrences.At(now) is not { } window || (now < window.End && now >= RoomAdmission.OpensAt(window, plan));

    // The timer dies with its silo; the reminder finds another one, and the window still ends (R-RES-7).
    private async Task RemindOfWindowEndAsync(DateTimeOffset now)
    {
        if (_windowEnd is not null || _conference.Count == 0 || _occurrences.At(now) is not { } window)
            return;
        var due = window.End - now;
        due = due < ReminderPeriod ? ReminderPeriod : due > LongestReminder ? LongestReminder : due;
        _windowEnd = await this.RegisterOrUpdateReminder(WindowEndReminder, due, ReminderPeriod);
    }

    private async Task OnClockAsync(CancellationToken cancellationToken)
    {
        if (_definition is { } room && _conference.Count > 0)
            RunDeadlines(await plans.GetAsync(room.Plan), time.GetUtcNow());
        Publish();
        if (_conference.Count > 0)
            await WatchClockAsync();
        else
            StopClock();
    }

    private void RunDeadlines(ServicePlan plan, DateTimeOffset now)
    {
        _conference.RepeatRemovals();
        foreach (var party in _dialOuts.TakeOverdue(now))
            _conference.TellDialOut(party, gone: true);
        if (!IsOpen(plan, now))
        {
            _conference.RemoveEveryone(TerminationReason.WindowOver);
            return;
        }

        if (_occurrences.At(now) is { End: var end } && _warnedFor != end && now >= end - plan.EndWarning)
        {
            _warnedFor = end;
            _conference.Announce("ends-in-five-minutes");
        }

        if (!_conference.HasModerator)
            _conference.RemoveWaitingSince(now - plan.WaitingLimit);
        if (_conference.WithoutModeratorSince is { } since && now >= since + plan.WithoutModeratorLimit)
            _conference.RemoveEveryone(TerminationReason.ConferenceEnded);
    }
}
