namespace OrleansConf.Grains.Billing;

/// <summary>
/// What an account has, has set aside and has spent. Every change is one step without a wait inside, so that interleaved requests
/// never see half of one. What is set aside plus what is charged never exceeds balance and limit: a call's charge is never more
/// than was set aside for it.
/// </summary>
/// <remarks>One account's grain; not for several threads.</remarks>
internal sealed class AccountCredit
{
    private const int MostRooms = 10_000;

    private readonly Dictionary<CallId, OpenCharge> _open = [];
    private readonly Dictionary<RoomId, RoomSpend> _rooms = [];
    private readonly PeriodSpend _today = PeriodSpend.Daily();
    private readonly PeriodSpend _month = PeriodSpend.Monthly();
    private readonly PeriodSpend _hour = new(static now => DateOnly.FromDayNumber((int)(now.ToUnixTimeSeconds() / 3600)));

    public AccountCredit(CreditPicture picture, DateTimeOffset now)
    {
        Balance = picture.Balance;
        _today.Add(picture.SpentToday, now);
        _month.Add(picture.SpentThisMonth, now);
        foreach (var grant in picture.Grants)
        {
            var charge = new OpenCharge(grant.Room)
            {
                ConferenceId = grant.ConferenceId,
                Sequence = grant.Sequence,
                Until = grant.Until,
                LookedAt = now,
            };
            _open.Add(grant.CallId, charge);
            Room(grant.Room, grant.ConferenceId).OpenCalls++;
            Reserve(charge, grant.Reserved);
        }
    }

    public decimal Balance { get; private set; }

    public decimal Reserved { get; private set; }

    public int OpenCalls => _open.Count;

    public decimal SpentToday(DateTimeOffset now) => _today.At(now);

    public decimal SpentThisMonth(DateTimeOffset now) => _month.At(now);

    public decimal SpentThisHour(DateTimeOffset now) => _hour.At(now);

    /// <summary>What the running conference of the room costs so far, with what is set aside for it.</summary>
    public decimal ConferenceCost(RoomId room) => _rooms.TryGetValue(room, out var spend) ? spend.Spent + spend.Reserved : 0m;

    /// <summary>Whether the conference's spending is known; after a new activation it is not.</summary>
    public bool KnowsConference(RoomId room, string conference) => _rooms.TryGetValue(room, out var spend) && spend.ConferenceId == conference && spend.IsCounted;

    /// <summary>What the conference's ended calls have cost; taken once.</summary>
    public void SetConferenceSpent(RoomId room, string conference, decimal spent)
    {
        var spend = Room(room, conference);
        if (spend.IsCounted)
            return;
        spend.Spent = spent;
        spend.IsCounted = true;
    }

    public bool Knows(CallId call) => _open.ContainsKey(call);

    /// <summary>Sets money aside so that the call may last from now for <paramref name="ahead"/>, or for as long as there is.</summary>
    public CreditGrant Request(CreditRequest request, in CreditLimits limits, TimeSpan ahead, DateTimeOffset now)
    {
        _open.TryGetValue(request.CallId, out var known);
        if (known is not null && request.Sequence <= known.Sequence)
            return known.LastGrant ?? new CreditGrant { Outcome = CreditOutcome.Granted, Until = known.Until };
        var room = Room(request.Room, request.ConferenceId);
        var money = Headroom(room, limits, now) + (known?.Reserved ?? 0m);
        var (until, reserved) = money is { } limit
            ? Afford(request, limit, ahead, now)
            : (DateTimeOffset.MaxValue, 0m);
        if (known is not null && until < known.Until)
            (until, reserved) = (known.Until, known.Reserved);
        if (until <= now)
            return CreditGrant.Refused(CreditOutcome.NoCredit);

        var grant = new CreditGrant { Outcome = CreditOutcome.Granted, Until = until, Exhausted = until < now + ahead };
        if (known is null)
        {
            known = new OpenCharge(request.Room) { LookedAt = now };
            _open.Add(request.CallId, known);
            room.OpenCalls++;
        }

        known.ConferenceId = request.ConferenceId ?? known.ConferenceId;
        known.Sequence = request.Sequence;
        known.Until = until;
        known.LastGrant = grant;
        Reserve(known, reserved);
        return grant;
    }

    /// <summary>The row of a grant that was just made.</summary>
    public CallGrant Row(AccountId account, CallId call)
    {
        var charge = _open[call];
        return new CallGrant
        {
            CallId = call,
            Account = account,
            Room = charge.Room,
            ConferenceId = charge.ConferenceId,
            Sequence = charge.Sequence,
            Reserved = charge.Reserved,
            Until = charge.Until,
        };
    }

    /// <summary>The call is over: what it cost replaces what was set aside. False when nothing is, so a repeated message changes nothing.</summary>
    public bool Settle(CallId call, decimal charge, DateTimeOffset now)
    {
        if (!_open.Remove(call, out var open))
            return false;
        Reserve(open, 0m);
        Balance -= charge;
        _today.Add(charge, now);
        _month.Add(charge, now);
        _hour.Add(charge, now);
        var room = _rooms[open.Room];
        room.Spent += charge;
        room.OpenCalls--;
        if (_rooms.Count > MostRooms)
            ForgetQuietRooms();
        return true;
    }

    /// <summary>Money came or went by another entry of the ledger.</summary>
    public void Post(decimal amount) => Balance += amount;

    /// <summary>Calls whose time is over, or that were not looked at for long: their records may have been written unheard.</summary>
    public List<CallId> Overdue(DateTimeOffset now, TimeSpan grace, TimeSpan longest, int most)
    {
        var overdue = new List<CallId>();
        foreach (var (call, charge) in _open)
        {
            var due = charge.Until < now - grace ? charge.LookedAt + grace : charge.LookedAt + longest;
            if (due > now)
                continue;
            charge.LookedAt = now;
            overdue.Add(call);
            if (overdue.Count == most)
                break;
        }

        return overdue;
    }

    private static (DateTimeOffset Until, decimal Reserved) Afford(CreditRequest request, decimal money, TimeSpan ahead, DateTimeOffset now)
    {
        var start = request.AnsweredAt is { } answered && answered < now ? answered : now;
        var wanted = CallRating.RoundUp(request.Tariff, now + ahead - start);
        var length = CallRating.Affordable(request.Tariff, Math.Max(0m, money)) is { } affordable && affordable < wanted ? affordable : wanted;
        return (start + length, CallRating.Charge(request.Tariff, start, start + length).Amount);
    }

    /// <summary>What may still be set aside; null: any amount.</summary>
    private decimal? Headroom(RoomSpend room, in CreditLimits limits, DateTimeOffset now)
    {
        decimal? least = null;
        Consider(Balance + limits.Overdraft - Reserved);
        Consider(limits.Caps.PerDay - _today.At(now) - Reserved);
        Consider(limits.Caps.PerMonth - _month.At(now) - Reserved);
        Consider(limits.Caps.PerConference - room.Spent - room.Reserved);
        return least;

        void Consider(decimal? left)
        {
            if (left is { } value && (least is null || value < least))
                least = value;
        }
    }

    private void ForgetQuietRooms()
    {
        foreach (var id in _rooms.Where(room => room.Value.OpenCalls == 0).Select(room => room.Key).ToList())
            _rooms.Remove(id);
    }

    private RoomSpend Room(RoomId id, string? conference)
    {
        if (!_rooms.TryGetValue(id, out var room))
            _rooms.Add(id, room = new RoomSpend());
        if (conference is not null && conference != room.ConferenceId)
        {
            // A new conference in the room begins at nothing; the first caller does not know its name yet.
            if (room.ConferenceId is not null)
                (room.Spent, room.IsCounted) = (0m, false);
            room.ConferenceId = conference;
        }

        return room;
    }

    private void Reserve(OpenCharge charge, decimal amount)
    {
        var more = amount - charge.Reserved;
        charge.Reserved = amount;
        Reserved += more;
        _rooms[charge.Room].Reserved += more;
    }
}
