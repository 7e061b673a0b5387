using System.Collections.Immutable;

namespace OrleansConf.Grains.Rooms;

/// <summary>
/// Who is in a room now, and what its moderators do. Every change counts the revision up and leaves an event in
/// <see cref="TakeNews"/>. Taking and freeing a seat cost the same in a room of one and of a thousand.
/// </summary>
internal sealed class RunningConference(RoomId room, Guid incarnation)
{
    private readonly Dictionary<ParticipantId, Seat> _seats = [];
    private readonly Dictionary<CallId, Seat> _byCall = [];
    private readonly Dictionary<NodeId, ImmutableArray<ParticipantId>> _talkers = [];
    private readonly RecentAnswers<Guid, RoomCommandOutcome> _commands = new(1_000);
    private List<RoomEvent> _news = [];
    private long _order;
    private int _moderators;

    public Guid Incarnation => incarnation;
    public long Revision { get; private set; }
    public int Count => _seats.Count;
    public bool HasModerator => _moderators > 0;
    public string? ConferenceId { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>The node that mixes the room: the first one a participant came from.</summary>
    public NodeId? HomeNode { get; private set; }

    public bool Locked { get; private set; }
    public bool GuestsMuted { get; private set; }
    public SpeakMode SpeakMode { get; private set; }
    public EntrySound EntrySound { get; private set; }
    public RecordingPhase Recording { get; private set; }

    /// <summary>Since when the last moderator is gone while others are in; null otherwise, also where none ever was.</summary>
    public DateTimeOffset? WithoutModeratorSince { get; private set; }

    /// <summary>When those who wait for a moderator joined; nobody waits while one is in.</summary>
    public IEnumerable<DateTimeOffset> WaitingSince => HasModerator
        ? []
        : _seats.Values.Where(seat => seat.Participant.Waiting && seat.Removal is null).Select(seat => seat.Participant.JoinedAt);

    public IEnumerable<Participant> Participants => _seats.Values.Select(seat => seat.Participant);

    public bool IsModerator(ParticipantId id) => _seats.TryGetValue(id, out var seat) && seat.IsModerator;

    public Participant? FindByCall(CallId call) => _byCall.TryGetValue(call, out var seat) ? seat.Participant : null;

    /// <summary>The events since the last call, oldest first.</summary>
    public List<RoomEvent> TakeNews()
    {
        var news = _news;
        if (news.Count > 0)
            _news = [];
        return news;
    }

    /// <summary>Gives an admitted caller a seat; the first one starts a conference.</summary>
    public Participant Take(RoomEntry entry, Role role, RoomOptions options, DateTimeOffset now)
    {
        if (_seats.Count == 0)
            Begin(Guid.CreateVersion7().ToString("N"), now, options);
        var isGuest = role == Role.Guest;
        var participant = new Participant
        {
            Id = new ParticipantId(Guid.CreateVersion7().ToString("N")),
            CallId = entry.CallId,
            Node = entry.Node,
            Role = role,
            CallerNumber = entry.CallerNumber,
            Name = entry.Name,
            DialledNumber = entry.DialledNumber,
            NumberKind = entry.NumberKind,
            Country = entry.Country,
            JoinedAt = now,
            Muted = isGuest && (options.JoinMuted || GuestsMuted || SpeakMode != SpeakMode.Everyone),
            Waiting = isGuest && options.WaitForModerator && !HasModerator,
        };
        Add(participant);
        if (!isGuest)
            ModeratorArrived();
        return participant;
    }

    /// <summary>
    /// Takes over a seat that another incarnation of the room gave. A provisional one is from the journal: the node's claim replaces
    /// it, once.
    /// </summary>
    public void Restore(Participant participant, string conferenceId, RoomOptions options, DateTimeOffset now, bool isProvisional)
    {
        if (_byCall.TryGetValue(participant.CallId, out var known))
        {
            if (!known.IsProvisional)
                return;
            known.IsProvisional = false;
            if (known.Participant.Id == participant.Id)
                SetRestored(known, participant);
            return;
        }

        if (_seats.Count == 0)
            Begin(conferenceId, participant.JoinedAt, options);
        Add(participant with { Talking = false }).IsProvisional = isProvisional;
        if (HasModerator)
            WithoutModeratorSince = null;
    }

    /// <summary>Brings back what the moderators had set before the room lost its memory.</summary>
    public void RestoreSettings(bool locked, bool guestsMuted, SpeakMode speakMode, EntrySound entrySound, RecordingPhase recording,
        DateTimeOffset? withoutModeratorSince)
    {
        (Locked, GuestsMuted, SpeakMode, EntrySound, Recording) = (locked, guestsMuted, speakMode, entrySound, recording);
        WithoutModeratorSince = HasModerator ? null : withoutModeratorSince;
    }

    /// <summary>Frees the call's seat; the last one ends the conference. False when the call has none.</summary>
    public bool Leave(CallId call, string reason, DateTimeOffset now)
    {
        if (!_byCall.Remove(call, out var seat))
            return false;
        var participant = seat.Participant;
        _seats.Remove(participant.Id);
        DropTalker(participant);
        Tell(new ParticipantLeft { Room = room, Revision = ++Revision, Incarnation = incarnation, Participant = participant.Id, CallId = call, Reason = seat.Removal ?? reason });
        if (seat.IsModerator && --_moderators == 0 && _seats.Count > 0)
            WithoutModeratorSince = now;
        if (_seats.Count == 0)
            Finish();
        return true;
    }

    /// <summary>Runs a command once; a repeated id gets the first outcome.</summary>
    public RoomCommandOutcome Run(RoomCommand command)
    {
        if (_commands.TryGet(command.CommandId, out var earlier))
            return earlier;
        var outcome = IsAllowed(command) ? ExecuteIfRunning(command) : RoomCommandOutcome.NotAllowed;
        _commands.Remember(command.CommandId, outcome);
        return outcome;
    }

    /// <summary>Asks the nodes to end everybody's call.</summary>
    /// <returns>Whether anyone was still to be removed.</returns>
    public bool RemoveEveryone(string reason) => RemoveWhere(static _ => true, reason);

    /// <summary>Removes those who have waited for a moderator since before the given time (R-BIL-2).</summary>
    public bool RemoveWaitingSince(DateTimeOffset before) =>
        RemoveWhere(seat => seat.Participant.Waiting && seat.Participant.JoinedAt <= before, TerminationReason.WaitedTooLong);

    /// <summary>Says again which calls are to be ended: the event may have been lost.</summary>
    public void RepeatRemovals()
    {
        foreach (var seat in _seats.Values)
        {
            if (seat.Removal is { } reason)
                TellRemoved(seat, reason);
        }
    }

    /// <param name="only">Who alone hears it; null: everyone.</param>
    public void Announce(string prompt, ParticipantId? only = null) =>
        Tell(new RoomAnnouncement { Room = room, Revision = ++Revision, Incarnation = incarnation, Prompt = prompt, Only = only });

    /// <summary>A prompt for those alone who moderate.</summary>
    public void AnnounceToModerators(string prompt)
    {
        foreach (var seat in _seats.Values.Where(seat => seat.IsModerator))
            Tell(new RoomAnnouncement { Room = room, Revision = ++Revision, Incarnation = incarnation, Prompt = prompt, Only = seat.Participant.Id });
    }

    /// <summary>Takes a node's word for who of its participants talks.</summary>
    public void ReportTalkers(TalkerReport report)
    {
        var talkers = report.Talkers.Where(_seats.ContainsKey).ToImmutableArray();
        var known = _talkers.GetValueOrDefault(report.Node, []);
        if (known.SequenceEqual(talkers))
            return;
        if (talkers.IsEmpty)
            _talkers.Remove(report.Node);
        else
            _talkers[report.Node] = talkers;
        foreach (var id in known.Except(talkers).Where(_seats.ContainsKey))
            _seats[id].Participant = _seats[id].Participant with { Talking = false };
        foreach (var id in talkers.Except(known))
            _seats[id].Participant = _seats[id].Participant with { Talking = true };
        TellTalkers();
    }

    /// <summary>Takes a node's word for whose line of its participants plays music on hold (R-CALL-9).</summary>
    public void ReportMusic(TalkerReport report)
    {
        foreach (var seat in _seats.Values.Where(seat => seat.Participant.Node == report.Node).ToList())
            Change(seat, seat.Participant with { PlaysMusic = report.Music.Contains(seat.Participant.Id) });
    }

    /// <summary>Tells about someone who is being called.</summary>
    public void TellDialOut(DialledParty party, bool gone) =>
        Tell(new DialOutChanged { Room = room, Revision = ++Revision, Incarnation = incarnation, Party = party, Gone = gone });

    private void Begin(string conferenceId, DateTimeOffset now, RoomOptions options)
    {
        ConferenceId = conferenceId;
        StartedAt = now;
        Locked = false;
        GuestsMuted = false;
        SpeakMode = options.SpeakMode;
        EntrySound = options.EntrySound;
        Recording = RecordingPhase.Off;
    }

    private void Finish()
    {
        var ended = ConferenceId ?? "";
        ConferenceId = null;
        StartedAt = null;
        HomeNode = null;
        WithoutModeratorSince = null;
        Locked = false;
        GuestsMuted = false;
        Recording = RecordingPhase.Off;
        _talkers.Clear();
        Tell(new ConferenceEnded { Room = room, Revision = ++Revision, Incarnation = incarnation, ConferenceId = ended });
    }

    private void SetRestored(Seat seat, Participant participant)
    {
        var wasModerator = seat.IsModerator;
        Change(seat, participant with { Talking = false });
        if (wasModerator != seat.IsModerator)
            _moderators += seat.IsModerator ? 1 : -1;
    }

    private Seat Add(Participant participant)
    {
        var seat = new Seat(participant, ++_order);
        _seats.Add(participant.Id, seat);
        _byCall.Add(participant.CallId, seat);
        HomeNode ??= participant.Node;
        if (seat.IsModerator)
            _moderators++;
        Tell(new ParticipantJoined { Room = room, Revision = ++Revision, Incarnation = incarnation, Participant = participant });
        return seat;
    }

    private void ModeratorArrived()
    {
        WithoutModeratorSince = null;
        if (_moderators > 1)
            return;
        foreach (var seat in _seats.Values.Where(seat => seat.Participant.Waiting).ToList())
            Change(seat, seat.Participant with { Waiting = false });
    }

    private bool IsAllowed(RoomCommand command)
    {
        if (command.By is not { } by)
            return true;
        if (!_seats.TryGetValue(by, out var actor))
            return false;
        if (actor.IsModerator)
            return true;
        var aboutHimself = command.Target is null || command.Target == by;
        return command.Action switch
        {
            RoomAction.Mute or RoomAction.RaiseHand or RoomAction.LowerHand => aboutHimself,
            RoomAction.Unmute => aboutHimself && SpeakMode == SpeakMode.Everyone,
            _ => false,
        };
    }

    // Lock, mute and speak mode are the running conference's: an empty room has nothing to lock, and the next one begins as ordered.
    private RoomCommandOutcome ExecuteIfRunning(RoomCommand command)
    {
        if (_seats.Count > 0)
            return Execute(command);
        return command.Target is null ? RoomCommandOutcome.Unchanged : RoomCommandOutcome.NoSuchParticipant;
    }

    private RoomCommandOutcome Execute(RoomCommand command) => command.Action switch
    {
        RoomAction.Mute => ChangeTarget(command, participant => participant with { Muted = true }),
        RoomAction.Unmute => ChangeTarget(command, participant => participant with { Muted = false, HandRaised = false }),
        RoomAction.RaiseHand => ChangeTarget(command, participant => participant with { HandRaised = true }),
        RoomAction.LowerHand => ChangeTarget(command, participant => participant with { HandRaised = false }),
        RoomAction.MuteGuests => MuteGuests(true, command.By),
        RoomAction.UnmuteGuests => MuteGuests(false, command.By),
        RoomAction.Remove => Find(command) is { } seat ? Remove(seat, TerminationReason.RemovedByModerator) : RoomCommandOutcome.NoSuchParticipant,
        RoomAction.RemoveLastJoined => LastJoined(command.By) is { } seat ? Remove(seat, TerminationReason.RemovedByModerator) : RoomCommandOutcome.NoSuchParticipant,
        RoomAction.Lock => SetLock(true),
        RoomAction.Unlock => SetLock(false),
        RoomAction.End => RemoveEveryone(TerminationReason.ConferenceEnded) ? RoomCommandOutcome.Done : RoomCommandOutcome.Unchanged,
        RoomAction.Promote => Promote(command),
        RoomAction.SetSpeakMode => SetSpeakMode(command.SpeakMode ?? SpeakMode.Everyone),
        RoomAction.ToggleEntrySounds => ToggleEntrySounds(),
        RoomAction.Move => Move(command),
        RoomAction.StartRecording => SetRecording(RecordingPhase.On, Recording == RecordingPhase.Paused ? "recording-resumed" : "recording-started"),
        RoomAction.PauseRecording when Recording == RecordingPhase.On => SetRecording(RecordingPhase.Paused, "recording-paused"),
        RoomAction.StopRecording => SetRecording(RecordingPhase.Off, "recording-stopped"),
        RoomAction.PauseRecording => RoomCommandOutcome.Unchanged,
        _ => RoomCommandOutcome.NotAllowed,
    };

    private Seat? Find(RoomCommand command) =>
        (command.Target ?? command.By) is { } id && _seats.TryGetValue(id, out var seat) ? seat : null;

    private RoomCommandOutcome ChangeTarget(RoomCommand command, Func<Participant, Participant> change)
    {
        if (Find(command) is not { } seat)
            return RoomCommandOutcome.NoSuchParticipant;
        return Change(seat, change(seat.Participant)) ? RoomCommandOutcome.Done : RoomCommandOutcome.Unchanged;
    }

    private RoomCommandOutcome MuteGuests(bool muted, ParticipantId? by)
    {
        var changed = GuestsMuted != muted;
        GuestsMuted = muted;
        if (changed)
            TellRoomChanged();
        foreach (var seat in _seats.Values.Where(seat => !seat.IsModerator && seat.Participant.Id != by).ToList())
            changed |= Change(seat, seat.Participant with { Muted = muted });
        return changed ? RoomCommandOutcome.Done : RoomCommandOutcome.Unchanged;
    }

    private RoomCommandOutcome SetLock(bool locked)
    {
        if (Locked == locked)
            return RoomCommandOutcome.Unchanged;
        Locked = locked;
        TellRoomChanged();
        return RoomCommandOutcome.Done;
    }

    private RoomCommandOutcome SetSpeakMode(SpeakMode mode)
    {
        if (SpeakMode == mode)
            return RoomCommandOutcome.Unchanged;
        var wasEveryone = SpeakMode == SpeakMode.Everyone;
        SpeakMode = mode;
        TellRoomChanged();
        if (wasEveryone || mode == SpeakMode.Everyone)
        {
            foreach (var seat in _seats.Values.Where(seat => !seat.IsModerator).ToList())
                Change(seat, seat.Participant with { Muted = mode != SpeakMode.Everyone || GuestsMuted });
        }

        return RoomCommandOutcome.Done;
    }

    private RoomCommandOutcome ToggleEntrySounds()
    {
        EntrySound = EntrySound == EntrySound.None ? EntrySound.Tone : EntrySound.None;
        TellRoomChanged();
        return RoomCommandOutcome.Done;
    }

    private RoomCommandOutcome SetRecording(RecordingPhase phase, string announcement)
    {
        if (Recording == phase)
            return RoomCommandOutcome.Unchanged;
        Recording = phase;
        TellRoomChanged();
        Announce(announcement);
        return RoomCommandOutcome.Done;
    }

    // The seat stays until the other room has taken the call in.
    private RoomCommandOutcome Move(RoomCommand command)
    {
        if (command.Destination is not { } destination || destination == room)
            return RoomCommandOutcome.Unchanged;
        if (Find(command) is not { Removal: null } seat)
            return RoomCommandOutcome.NoSuchParticipant;
        Tell(new ParticipantMoved
        {
            Room = room,
            Revision = ++Revision,
            Incarnation = incarnation,
            Participant = seat.Participant.Id,
            CallId = seat.Participant.CallId,
            Destination = destination,
        });
        return RoomCommandOutcome.Done;
    }

    private RoomCommandOutcome Promote(RoomCommand command)
    {
        if (Find(command) is not { } seat)
            return RoomCommandOutcome.NoSuchParticipant;
        if (seat.IsModerator)
            return RoomCommandOutcome.Unchanged;
        _moderators++;
        Change(seat, seat.Participant with { Role = Role.Moderator, Muted = false, Waiting = false, HandRaised = false });
        ModeratorArrived();
        return RoomCommandOutcome.Done;
    }

    private Seat? LastJoined(ParticipantId? but)
    {
        Seat? last = null;
        foreach (var seat in _seats.Values)
        {
            if (seat.Removal is null && seat.Participant.Id != but && (last is null || seat.Order > last.Order))
                last = seat;
        }

        return last;
    }

    private bool RemoveWhere(Func<Seat, bool> isMeant, string reason)
    {
        var removed = false;
        foreach (var seat in _seats.Values.Where(isMeant).ToList())
            removed |= Remove(seat, reason) == RoomCommandOutcome.Done;
        return removed;
    }

    // The seat stays taken until the node says that the call is over: whoever is still heard is still counted.
    private RoomCommandOutcome Remove(Seat seat, string reason)
    {
        if (seat.Removal is not null)
            return RoomCommandOutcome.Unchanged;
        seat.Removal = reason;
        TellRemoved(seat, reason);
        return RoomCommandOutcome.Done;
    }

    private bool Change(Seat seat, Participant participant)
    {
        if (seat.Participant == participant)
            return false;
        seat.Participant = participant;
        Tell(new ParticipantChanged { Room = room, Revision = ++Revision, Incarnation = incarnation, Participant = participant });
        return true;
    }

    private void DropTalker(Participant participant)
    {
        if (!participant.Talking || !_talkers.TryGetValue(participant.Node, out var talkers))
            return;
        _talkers[participant.Node] = talkers.Remove(participant.Id);
        TellTalkers();
    }

    private void TellTalkers() => Tell(new TalkersChanged
    {
        Room = room,
        Revision = ++Revision,
        Incarnation = incarnation,
        Talkers = [.. _talkers.Values.SelectMany(talkers => talkers)],
    });

    private void TellRoomChanged() => Tell(new RoomChanged
    {
        Room = room,
        Revision = ++Revision,
        Incarnation = incarnation,
        Locked = Locked,
        SpeakMode = SpeakMode,
        GuestsMuted = GuestsMuted,
        EntrySound = EntrySound,
        Recording = Recording,
    });

    private void TellRemoved(Seat seat, string reason) => Tell(new ParticipantRemoved
    {
        Room = room,
        Revision = ++Revision,
        Incarnation = incarnation,
        Participant = seat.Participant.Id,
        CallId = seat.Participant.CallId,
        Reason = reason,
    });

    private void Tell(RoomEvent roomEvent) => _news.Add(roomEvent);
}
