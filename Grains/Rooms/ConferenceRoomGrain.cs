using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansConf.Grains.Calls;
using OrleansConf.Grains.Plans;
using Orleans.Utilities;

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
    ILogger<ConferenceRoomGrain> logger) : Grain, IConferenceRoomGrain
{
    private const int RememberedEntries = 1_000;

    private readonly RecentAnswers<(CallId Call, int Attempt), Admission> _answers = new(RememberedEntries);
    private ObserverManager<IRoomObserver> _observers = null!;
    private RunningConference _conference = null!;
    private RoomDefinition? _definition;
    private IGrainTimer? _clock;
    private bool _warned;

    private RoomId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _observers = new ObserverManager<IRoomObserver>(settings.Value.ObserverLease, logger)
        {
            GetDateTime = () => time.GetUtcNow().UtcDateTime,
        };
        _conference = new RunningConference(Id, Guid.NewGuid());
        _definition = store.State.Definition is { } stored ? Unprotect(stored) : null;
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
        _definition = null;
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

    public Task LeaveAsync(RoomLeave leave)
    {
        if (_conference.Leave(leave.CallId, leave.Reason, time.GetUtcNow()))
            Publish();
        if (_conference.Count == 0)
            StopClock();
        return Task.CompletedTask;
    }

    public async Task<RoomCommandOutcome> CommandAsync(RoomCommand command)
    {
        if (_definition is null)
            return RoomCommandOutcome.NoSuchParticipant;
        var outcome = _conference.Run(command);
        Publish();
        if (outcome == RoomCommandOutcome.Done && command.Action is RoomAction.Lock or RoomAction.Unlock or RoomAction.MuteGuests
            or RoomAction.UnmuteGuests or RoomAction.SetSpeakMode or RoomAction.ToggleEntrySounds)
            await StoreSettingsAsync();
        return outcome;
    }

    public Task ReportTalkersAsync(TalkerReport report)
    {
        _conference.ReportTalkers(report);
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
        if (_definition is not { } room || now >= room.End)
            return [.. seats.Select(seat => seat.Participant.Id)];
        foreach (var seat in seats.Where(seat => seat.Participant.Node == node))
            Restore(room, seat.Participant, seat.ConferenceId, now, isProvisional: false);
        Publish();
        if (_conference.Count > 0)
            await WatchClockAsync();
        return [.. seats.Where(seat => _conference.FindByCall(seat.Participant.CallId)?.Id != seat.Participant.Id).Select(seat => seat.Participant.Id)];
    }

    private Admission Decide(RoomDefinition room, ServicePlan plan, RoomEntry entry)
    {
        var now = time.GetUtcNow();
        var verdict = RoomAdmission.Decide(
            new AdmissionFacts { Definition = room, Plan = plan, Now = now, Seated = _conference.Count, Locked = _conference.Locked }, entry);
        if (verdict.Outcome != AdmissionOutcome.Admitted)
            return Refused(room, verdict);
        if (_conference.Count == 0)
            _warned = false;
        return Seated(room, plan, _conference.Take(entry, verdict.Role, room.Options, now));
    }

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
            _conference.RestoreSettings(store.State.Locked, store.State.GuestsMuted, store.State.SpeakMode, store.State.EntrySound);
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
        _definition = definition;
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
        var due = RoomClock.NextLook(room, plan, _conference, time.GetUtcNow());
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
    }

    private async Task OnClockAsync(CancellationToken cancellationToken)
    {
        if (_definition is { } room && _conference.Count > 0)
            RunDeadlines(room, await plans.GetAsync(room.Plan), time.GetUtcNow());
        Publish();
        if (_conference.Count > 0)
            await WatchClockAsync();
        else
            StopClock();
    }

    private void RunDeadlines(RoomDefinition room, ServicePlan plan, DateTimeOffset now)
    {
        _conference.RepeatRemovals();
        if (now >= room.End)
        {
            _conference.RemoveEveryone(TerminationReason.WindowOver);
            return;
        }

        if (!_warned && now >= room.End - plan.EndWarning)
        {
            _warned = true;
            _conference.Announce("ends-in-five-minutes");
        }

        if (!_conference.HasModerator)
            _conference.RemoveWaitingSince(now - plan.WaitingLimit);
        if (_conference.WithoutModeratorSince is { } since && now >= since + plan.WithoutModeratorLimit)
            _conference.RemoveEveryone(TerminationReason.ConferenceEnded);
    }
}
