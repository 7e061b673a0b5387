using System.Collections.Immutable;

namespace OrleansConf.Grains.Calls;

/// <summary>One row of the call journal: an open call, or with <see cref="EndedAt"/> its record.</summary>
public sealed record JournaledCall
{
    public required CallId CallId { get; init; }

    /// <summary>Counts up with each write; an older revision never replaces a newer one.</summary>
    public required int Revision { get; init; }

    public required NodeId Node { get; init; }
    public required long NodeEpoch { get; init; }
    public required string SipCallId { get; init; }
    public required string Trunk { get; init; }
    public required string SourceAddress { get; init; }

    /// <summary>E.164, or as dialled when the number is not ours.</summary>
    public required string DialledNumber { get; init; }

    public NumberKind NumberKind { get; init; }
    public string? Country { get; init; }
    public string Language { get; init; } = "en";

    /// <summary>What the call costs by its length; toll calls are free.</summary>
    public required Tariff Tariff { get; init; }

    /// <summary>The room of an own number; null on shared numbers.</summary>
    public RoomId? OwnRoom { get; init; }

    public string? CallerNumber { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public DateTimeOffset? JoinedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public AccountId? Account { get; init; }

    /// <summary>The room the caller was admitted to.</summary>
    public RoomId? Room { get; init; }

    public string? RoomTitle { get; init; }
    public string? ConferenceId { get; init; }
    public ParticipantId? Participant { get; init; }
    public Role Role { get; init; }
    public PlanId? Plan { get; init; }
    public Termination Termination { get; init; }
    public Money? Charge { get; init; }

    /// <summary>The caller was let in to wait for a moderator.</summary>
    public bool Waited { get; init; }

    /// <summary>What the ended call costs if an organizer still comes (R-BIL-3); null: decided.</summary>
    public Money? Pending { get; init; }

    /// <summary>Charged to here: the end, or earlier when the granted time was over before. Null: not charged.</summary>
    public DateTimeOffset? ChargedUntil { get; init; }

    /// <summary>Wrong entries, oldest first.</summary>
    public ImmutableArray<AdmissionOutcome> RejectedEntries { get; init; } = [];

    public CallFigures Figures { get; init; } = new();

    public bool IsOpen => EndedAt is null;

    /// <summary>The record that remains of an ended call.</summary>
    public CallRecord ToRecord() => new()
    {
        CallId = CallId,
        Account = Account,
        Room = Room ?? OwnRoom,
        ConferenceId = ConferenceId,
        RoomTitle = RoomTitle,
        CallerNumber = CallerNumber,
        DialledNumber = DialledNumber,
        NumberKind = NumberKind,
        Country = Country,
        Node = Node,
        ReceivedAt = ReceivedAt,
        AnsweredAt = AnsweredAt,
        JoinedAt = JoinedAt,
        EndedAt = EndedAt ?? throw new InvalidOperationException($"Call {CallId} is still open."),
        Termination = Termination,
        Role = Role,
        PricePerMinute = Tariff.PricePerMinute,
        Charge = Charge ?? Money.Zero(Tariff.PricePerMinute.Currency),
        Figures = Figures,
        RejectedEntries = RejectedEntries,
    };
}
