namespace OrleansConf.Grains.Billing;

/// <summary>One row of <c>call_grants</c>: money set aside for a call.</summary>
public sealed record CallGrant
{
    public required CallId CallId { get; init; }

    public required AccountId Account { get; init; }

    public required RoomId Room { get; init; }

    public string? ConferenceId { get; init; }

    /// <summary>An older grant never replaces a newer one.</summary>
    public required int Sequence { get; init; }

    public required decimal Reserved { get; init; }

    /// <summary><see cref="DateTimeOffset.MaxValue"/>: no limit.</summary>
    public required DateTimeOffset Until { get; init; }
}
