namespace OrleansConf.Grains.Rooms;

/// <summary>What came of an entry, the role of an admitted caller, and when a too early one may come back.</summary>
public readonly record struct AdmissionVerdict(AdmissionOutcome Outcome, Role Role = Role.Guest, DateTimeOffset? OpensAt = null);
