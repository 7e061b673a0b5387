using OrleansConf.Grains.Interfaces.Accounts;
using OrleansConf.Grains.Interfaces.Billing;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Plans;

namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>The room's answer to a <see cref="RoomEntry"/>; when admitted, the seat.</summary>
[GenerateSerializer, Immutable, Alias("conf.admission")]
public sealed record Admission
{
    [Id(0)] public required AdmissionOutcome Outcome { get; init; }

    [Id(1)] public RoomId? Room { get; init; }

    [Id(2)] public AccountId? Account { get; init; }

    [Id(3)] public ParticipantId? Participant { get; init; }

    [Id(4)] public Role Role { get; init; }

    [Id(5)] public bool Muted { get; init; }

    /// <summary>Hears music until a moderator comes.</summary>
    [Id(6)] public bool Waiting { get; init; }

    /// <summary>The node on which the room is mixed (design: home node).</summary>
    [Id(7)] public NodeId? HomeNode { get; init; }

    /// <summary>How many are in now, this participant included.</summary>
    [Id(8)] public int ParticipantCount { get; init; }

    /// <summary>When a too early caller may come back.</summary>
    [Id(9)] public DateTimeOffset? OpensAt { get; init; }

    [Id(10)] public string TimeZone { get; init; } = "UTC";

    [Id(11)] public string KeyMap { get; init; } = "modern";

    [Id(12)] public EntrySound EntrySound { get; init; }

    [Id(13)] public bool AlonePrompt { get; init; }

    /// <summary>The conference (a run of the room) that the participant joined.</summary>
    [Id(14)] public string? ConferenceId { get; init; }

    /// <summary>Country of the dialled number, ISO 3166-1 alpha-2.</summary>
    [Id(15)] public string Country { get; init; } = "";

    /// <summary>Whose limits and billing steps the call follows; set when admitted.</summary>
    [Id(16)] public PlanId? Plan { get; init; }

    /// <summary>For the call record; set when admitted.</summary>
    [Id(17)] public string? RoomTitle { get; init; }

    /// <summary>The number to dial instead when toll-free is not allowed (R-NUM-7); E.164.</summary>
    [Id(18)] public string? TollNumber { get; init; }

    /// <summary>How long the call may cost its account; null: without limit.</summary>
    [Id(19)] public CreditGrant? Credit { get; init; }

    /// <summary>Whoever comes while it is recorded hears so (R-CALL-8).</summary>
    [Id(20)] public RecordingPhase Recording { get; init; }

    public static Admission Refused(AdmissionOutcome outcome) => new() { Outcome = outcome };
}
