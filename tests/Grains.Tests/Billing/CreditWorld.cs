using OrleansConf.Grains.Billing;
using OrleansConf.Grains.Calls;

namespace OrleansConf.Grains.Tests.Billing;

/// <summary>An account, fifty callers and a database that forgets nothing, with everything between them that can go wrong.</summary>
internal sealed class CreditWorld(decimal balance, decimal limit)
{
    private static readonly AccountId Account = new("a");
    private static readonly Tariff[] Tariffs =
    [
        new() { PricePerMinute = new Money(1.64m, "EUR") },
        new() { PricePerMinute = new Money(2.81m, "EUR"), MinimumSeconds = 60, IncrementSeconds = 1, ConnectionFee = 0.07m },
        new() { PricePerMinute = new Money(0.99m, "EUR"), MinimumSeconds = 1, IncrementSeconds = 1, FreeSeconds = 20 },
    ];

    private readonly Dictionary<CallId, CallGrant> _grants = [];
    private readonly Dictionary<CallId, decimal> _records = [];
    private readonly List<LedgerLine> _ledger = [.. LedgerEntries.Opening(Account, new Money(balance, "EUR"), Started)];
    private readonly Dictionary<int, (CallId Id, DateTimeOffset AnsweredAt, int Sequence)> _calls = [];
    private readonly List<(CallId Call, decimal Charge)> _unheard = [];
    private DateTimeOffset _now = Started;
    private int _ids;

    public AccountCredit Credit { get; private set; } = AccountCreditTests.Credit(balance);

    public decimal Ledger => _ledger.Where(line => line.LedgerAccount == LedgerLine.Of(Account)).Sum(line => line.Amount.Amount);

    public decimal LedgerSum => _ledger.Sum(line => line.Amount.Amount);

    private static DateTimeOffset Started { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public void Do(int step, int call, int seconds)
    {
        switch (step)
        {
            case 0 or 1:
                Begin(call);
                break;
            case 2 or 3:
                Renew(call, repeats: seconds % 3, isAnswerLost: seconds % 5 == 0);
                break;
            case 4:
                _now += TimeSpan.FromSeconds(seconds);
                break;
            case 5:
                End(call, _now, isHeard: seconds % 4 != 0);
                break;
            case 6:
                // A node is lost: its calls end at its last sign of life, said much later.
                for (var lost = call % 10; lost < 50; lost += 10)
                    End(lost, _now.AddSeconds(-seconds), isHeard: lost % 3 != 0);
                break;
            case 7:
                Credit = new AccountCredit(new CreditPicture { Balance = Ledger, SpentToday = 0m, SpentThisMonth = 0m, Grants = [.. _grants.Values] }, _now);
                break;
            case 8:
                // Late and doubled settlements.
                foreach (var (id, charge) in _unheard.Concat(_records.Select(record => (record.Key, record.Value))).Take(5).ToList())
                    Credit.Settle(id, charge, _now);
                break;
            case 9:
                Sweep();
                break;
        }
    }

    public void EndEverything()
    {
        foreach (var call in _calls.Keys.ToList())
            End(call, _now.AddHours(1), isHeard: call % 2 == 0);
        Sweep();
    }

    private void Begin(int call)
    {
        if (_calls.ContainsKey(call))
            return;
        var id = new CallId($"{call}-{_ids++}");
        if (Ask(id, call, 1, _now))
            _calls.Add(call, (id, _now, 1));
    }

    private void Renew(int call, int repeats, bool isAnswerLost)
    {
        if (!_calls.TryGetValue(call, out var known))
            return;
        for (var i = 0; i <= repeats; i++)
            Ask(known.Id, call, known.Sequence + 1, known.AnsweredAt);
        if (!isAnswerLost)
            _calls[call] = known with { Sequence = known.Sequence + 1 };
    }

    private bool Ask(CallId id, int call, int sequence, DateTimeOffset answeredAt)
    {
        var request = AccountCreditTests.Request(id.Value, sequence, answeredAt) with { Tariff = Tariffs[call % 3], Room = new RoomId($"{call % 4}") };
        var grant = Credit.Request(request, new CreditLimits(limit, new SpendCaps()), TimeSpan.FromSeconds(120), _now);
        if (grant.Outcome != CreditOutcome.Granted)
            return false;
        var row = Credit.Row(Account, id);
        if (!_records.ContainsKey(id) && (!_grants.TryGetValue(id, out var stored) || stored.Sequence < row.Sequence))
            _grants[id] = row;
        return true;
    }

    // What the session does: rated to the end or to the end of the grant, record and entry once, the grant gone with them.
    private void End(int call, DateTimeOffset at, bool isHeard)
    {
        if (!_calls.Remove(call, out var known))
            return;
        var until = _grants.TryGetValue(known.Id, out var grant) && grant.Until < at ? grant.Until : at;
        var charge = CallRating.Charge(Tariffs[call % 3], known.AnsweredAt, until);
        _grants.Remove(known.Id);
        _records.Add(known.Id, charge.Amount);
        _ledger.AddRange(LedgerEntries.Posting(known.Id.Value, Account, -charge, at, "call"));
        if (isHeard)
            Credit.Settle(known.Id, charge.Amount, _now);
        else
            _unheard.Add((known.Id, charge.Amount));
    }

    // The account looks for the records of calls that it believes open.
    private void Sweep()
    {
        foreach (var id in Credit.Overdue(_now.AddYears(1), TimeSpan.Zero, TimeSpan.Zero, int.MaxValue))
        {
            if (_records.TryGetValue(id, out var charge))
                Credit.Settle(id, charge, _now);
        }
    }
}
