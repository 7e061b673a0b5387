namespace OrleansConf.Grains.Rooms;

/// <summary>
/// Who gets into a room (R-ACC, R-RES-7 to -9). Who he is comes first, so that a stranger learns nothing about the room's hours,
/// lock or size; what the room allows comes second.
/// </summary>
public static class RoomAdmission
{
    public static AdmissionVerdict Decide(in AdmissionFacts facts, RoomEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var identity = facts.Invited is { } invited ? new AdmissionVerdict(AdmissionOutcome.Admitted, invited) : Identify(facts.Definition, entry);
        return identity.Outcome == AdmissionOutcome.Admitted ? Enter(facts, identity.Role, entry) : identity;
    }

    /// <summary>When callers are let in at the earliest (R-RES-8); null: at any time.</summary>
    public static DateTimeOffset? OpensAt(RoomOccurrence? window, ServicePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return window?.Start - plan.EarlyEntry;
    }

    private static AdmissionVerdict Identify(RoomDefinition room, RoomEntry entry)
    {
        if (room.AccessMode == AccessMode.AllowList && (entry.CallerNumber is null || !room.AllowedCallers.Contains(entry.CallerNumber)))
            return new(AdmissionOutcome.NotAllowed);

        // Both comparisons always run: the time taken must not tell which PIN was closer.
        var pin = entry.Pin ?? "";
        var isAdmin = PinComparison.Matches(room.AdminPin, pin);
        var isGuest = PinComparison.Matches(room.GuestPin, pin);
        if (isAdmin)
            return new(AdmissionOutcome.Admitted, Role.Moderator);
        if (room.AccessMode != AccessMode.Pin || isGuest)
            return new(AdmissionOutcome.Admitted);
        return new(pin.Length == 0 ? AdmissionOutcome.PinNeeded : AdmissionOutcome.WrongPin);
    }

    private static AdmissionVerdict Enter(in AdmissionFacts facts, Role role, RoomEntry entry)
    {
        var room = facts.Definition;
        if (OpensAt(facts.Window, facts.Plan) is { } opensAt && facts.Now < opensAt)
            return new(AdmissionOutcome.TooEarly, role, opensAt);
        if (facts.Now >= facts.Window?.End)
            return new(AdmissionOutcome.Over, role);

        if (entry.ChargeRefusal is { } refusal)
            return new(refusal, role);

        // An ADMIN PIN holder always gets in (R-RES-9, R-ACC-7).
        if (role == Role.Moderator)
            return new(AdmissionOutcome.Admitted, role);
        // Whom a moderator brings in passes his lock.
        if (facts.Locked && facts.Invited is null)
            return new(AdmissionOutcome.Locked);
        if (room.MaxParticipants > 0 && facts.Seated >= room.MaxParticipants)
            return new(AdmissionOutcome.RoomFull);
        return new(AdmissionOutcome.Admitted);
    }
}
