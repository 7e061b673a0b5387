namespace OrleansConf.Grains.Billing;

/// <summary>Money set aside for one call.</summary>
internal sealed class OpenCharge(RoomId room)
{
    public RoomId Room { get; } = room;

    public string? ConferenceId { get; set; }

    public int Sequence { get; set; }

    public decimal Reserved { get; set; }

    public DateTimeOffset Until { get; set; }

    /// <summary>When the call's record was last looked for.</summary>
    public DateTimeOffset LookedAt { get; set; }

    public CreditGrant? LastGrant { get; set; }
}
