using OrleansConf.Grains.Reservations;

namespace OrleansConf.Grains.Accounts;

/// <summary>Makes rooms for an account: definitions from requests, numbers that are free, codes that nobody guesses.</summary>
internal sealed class RoomBuilder(IGrainFactory grains)
{
    private const int MaxNumberTries = 50;
    private const int MinPinDigits = 4;
    private const int MaxPinDigits = 10;

    /// <summary>The room of a reservation, without number and PINs; null when a phone number cannot be read.</summary>
    public static RoomDefinition? TryDraft(ReservationRequest request, AccountDefinition account, ServicePlan plan)
    {
        if (!ReservationRules.TryReadCallers(request.AllowedCallers, account.Country, out var callers)
            || !ReservationRules.TryReadInvitees(request.Invitees, account.Country, out var invitees))
            return null;
        return new RoomDefinition
        {
            Id = default,
            Account = default,
            Organizer = request.Organizer,
            Title = request.Title.Trim(),
            Kind = RoomKind.Reserved,
            Start = request.Start,
            End = request.End,
            TimeZone = request.TimeZone,
            AccessMode = request.AccessMode,
            AllowedCallers = callers,
            MaxParticipants = plan.MaxParticipants,
            Options = request.Options ?? plan.DefaultOptions,
            Plan = plan.Id,
            Invitees = invitees,
            Language = request.Language,
            Recurrence = request.RecurrenceRule is { } rule ? new Recurrence { Rule = rule } : null,
            TollFreeCountries = request.TollFreeCountries,
        };
    }

    /// <summary>What was said of single occurrences holds on while the series itself stays as it was.</summary>
    public static RoomDefinition KeepOccurrenceChanges(RoomDefinition changed, RoomDefinition before) =>
        changed.Recurrence is { } recurrence && before.Recurrence is { } known && recurrence.Rule == known.Rule
            && changed.Start == before.Start && changed.TimeZone == before.TimeZone
            ? changed with { Recurrence = known }
            : changed;

    public static RoomDefinition WithOccurrence(RoomDefinition room, OccurrenceChange change) =>
        room.Recurrence is not { } recurrence ? room : room with
        {
            Recurrence = recurrence with { Changes = [.. recurrence.Changes.Where(known => known.Occurrence != change.Occurrence), change] },
        };

    /// <summary>Gives the room new PINs and a conference number that no room has (R-RES-12): the room grain of a taken number refuses.</summary>
    public async Task<RoomDefinition> CreateUnderFreeNumberAsync(RoomDefinition draft, ServicePlan plan)
    {
        var room = WithPins(draft, plan);
        for (var i = 0; i < MaxNumberTries; i++)
        {
            room = room with { Id = new RoomId(AccessCodeGenerator.ConferenceNumber(plan.ConferenceNumberDigits)) };
            if (await Room(room.Id).CreateAsync(room))
                return room;
        }

        throw new InvalidOperationException($"No free conference number of {plan.ConferenceNumberDigits} digits after {MaxNumberTries} tries.");
    }

    /// <returns>Null when the wanted number is taken or not the account's, or a PIN or caller number is unusable.</returns>
    public async Task<RoomDefinition?> AddPermanentAsync(PermanentRoomRequest request, AccountId id, AccountDefinition account, ServicePlan plan)
    {
        if (!ReservationRules.TryReadCallers(request.AllowedCallers, account.Country, out var callers))
            return null;
        var draft = WithPins(
            new RoomDefinition
            {
                Id = default,
                Account = id,
                Organizer = request.Organizer,
                Title = request.Title,
                Kind = request.OwnNumber is null ? RoomKind.Permanent : RoomKind.OwnNumber,
                AccessMode = request.AccessMode,
                AdminPin = request.AdminPin ?? "",
                GuestPin = request.GuestPin ?? "",
                AllowedCallers = callers,
                MaxParticipants = request.MaxParticipants ?? plan.MaxParticipants,
                Options = request.Options ?? plan.DefaultOptions,
                Plan = plan.Id,
                Language = request.Language,
            },
            plan);
        if (!IsAcceptable(draft))
            return null;
        if (request.OwnNumber is { } ownNumber)
            return await CreateOnOwnNumberAsync(draft, ownNumber);
        if (request.ConferenceNumber is not { } wanted)
            return await CreateUnderFreeNumberAsync(draft, plan);
        var room = draft with { Id = new RoomId(wanted) };
        return IsDigits(wanted) && await Room(room.Id).CreateAsync(room) ? room : null;
    }

    /// <summary>Whether the PINs of a room can be used: 4 to 10 digits (R-ACC-1), and not the same one twice (R-ACC-5).</summary>
    public static bool IsAcceptable(RoomDefinition room) =>
        IsUsablePin(room.AdminPin) && IsUsablePin(room.GuestPin) && (room.AdminPin.Length == 0 || room.AdminPin != room.GuestPin)
        && (room.AccessMode != AccessMode.Pin || room.GuestPin.Length > 0);

    /// <summary>Takes the number of an own-number room in or out of service; false when there is no such number.</summary>
    public async Task<bool> SwitchOwnNumberAsync(RoomId room, bool inService)
    {
        var plan = grains.GetGrain<INumberPlanGrain>(INumberPlanGrain.Key);
        var number = (await plan.GetAsync())?.Numbers.FirstOrDefault(known => known.Room == room && known.Use == NumberUse.OwnNumber);
        if (number is null)
            return false;
        await plan.PutAsync([number with { InService = inService }]);
        return true;
    }

    private static bool IsUsablePin(string pin) => pin.Length == 0 || (pin.Length is >= MinPinDigits and <= MaxPinDigits && IsDigits(pin));

    private static bool IsDigits(string text) => text.Length > 0 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static RoomDefinition WithPins(RoomDefinition room, ServicePlan plan)
    {
        var admin = room.AdminPin.Length > 0 ? room.AdminPin : AccessCodeGenerator.Pin(plan.AdminPinDigits, room.GuestPin);
        var guest = room.GuestPin.Length > 0 ? room.GuestPin : AccessCodeGenerator.Pin(plan.PinDigits, admin);
        return room with { AdminPin = admin, GuestPin = guest };
    }

    private async Task<RoomDefinition?> CreateOnOwnNumberAsync(RoomDefinition draft, string ownNumber)
    {
        var plan = grains.GetGrain<INumberPlanGrain>(INumberPlanGrain.Key);
        var number = (await plan.GetAsync())?.Numbers.FirstOrDefault(known => known.Number == ownNumber);
        if (number is not { Use: NumberUse.OwnNumber } || (number.Owner is { } owner && owner != draft.Account))
            return null;
        var room = draft with { Id = new RoomId(ownNumber) };
        if (!await Room(room.Id).CreateAsync(room))
            return null;
        await plan.PutAsync([number with { Room = room.Id, Owner = draft.Account }]);
        return room;
    }

    private IConferenceRoomGrain Room(RoomId id) => grains.GetGrain<IConferenceRoomGrain>(id.Value);
}
