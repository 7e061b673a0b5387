namespace OrleansConf.Grains.Rooms;

/// <summary>Whom a room is calling. In memory: what rings when a silo dies is not let in, and its moderator dials again.</summary>
internal sealed class DialOuts
{
    /// <summary>A party that could not be reached is shown this long.</summary>
    private static readonly TimeSpan FailureShown = TimeSpan.FromSeconds(30);

    private readonly Dictionary<Guid, (DialledParty Party, Role Role, ParticipantId? By, DateTimeOffset Until)> _parties = [];

    public IEnumerable<DialledParty> Parties => _parties.Values.Select(entry => entry.Party);

    /// <summary>Those who may still come in, for the room's capacity.</summary>
    public int Ringing => _parties.Values.Count(entry => entry.Party.Failure is null);

    public bool Contains(Guid id) => _parties.ContainsKey(id);

    public void Add(DialledParty party, Role role, ParticipantId? by, DateTimeOffset until) => _parties[party.Id] = (party, role, by, until);

    /// <summary>Role of an invited call; null when it is not invited, or no longer.</summary>
    public Role? RoleOf(Guid? invitation) =>
        invitation is { } id && _parties.TryGetValue(id, out var entry) && entry.Party.Failure is null ? entry.Role : null;

    public DialledParty? Find(Guid id) => _parties.TryGetValue(id, out var entry) ? entry.Party : null;

    public DialledParty? Remove(Guid id) => _parties.Remove(id, out var entry) ? entry.Party : null;

    /// <summary>Notes that the call came to nothing; returns the party and who asked for it.</summary>
    public (DialledParty Party, ParticipantId? By)? Fail(Guid id, string reason, DateTimeOffset now)
    {
        if (!_parties.TryGetValue(id, out var entry) || entry.Party.Failure is not null)
            return null;
        var failed = entry.Party with { Failure = reason };
        _parties[id] = entry with { Party = failed, Until = now + FailureShown };
        return (failed, entry.By);
    }

    /// <summary>Drops what was shown long enough, and what was never heard of again.</summary>
    public IReadOnlyList<DialledParty> TakeOverdue(DateTimeOffset now)
    {
        var overdue = _parties.Values.Where(entry => now >= entry.Until).Select(entry => entry.Party).ToList();
        foreach (var party in overdue)
            _parties.Remove(party.Id);
        return overdue;
    }
}
