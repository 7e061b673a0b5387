namespace OrleansConf.Grains.Accounts;

/// <summary>What the account keeps of a reservation; the rest is the room's.</summary>
[GenerateSerializer, Alias("conf.state.reservation")]
public sealed class StoredReservation
{
    [Id(0)] public required RoomId Room { get; set; }
    [Id(1)] public required Guid RequestId { get; set; }
    [Id(2)] public required DateTimeOffset Start { get; set; }
    [Id(3)] public required DateTimeOffset End { get; set; }
    [Id(4)] public required DateTimeOffset CreatedAt { get; set; }
    [Id(5)] public required string ShareToken { get; set; }
}
