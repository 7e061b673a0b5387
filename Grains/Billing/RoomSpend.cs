namespace OrleansConf.Grains.Billing;

/// <summary>What a room's running conference has cost and has set aside.</summary>
internal sealed class RoomSpend
{
    public string? ConferenceId { get; set; }

    public decimal Spent { get; set; }

    /// <summary>What was spent before this activation is in <see cref="Spent"/>.</summary>
    public bool IsCounted { get; set; }

    public decimal Reserved { get; set; }

    public int OpenCalls { get; set; }
}
