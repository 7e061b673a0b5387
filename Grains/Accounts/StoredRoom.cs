namespace OrleansConf.Grains.Accounts;

/// <summary>A permanent or own-number room of an account.</summary>
[GenerateSerializer, Alias("conf.state.account-room")]
public sealed class StoredRoom
{
    [Id(0)] public required RoomId Room { get; set; }
    [Id(1)] public required Guid RequestId { get; set; }
    [Id(2)] public required RoomKind Kind { get; set; }
}
