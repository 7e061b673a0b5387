namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>A placed call that did not lead into the room.</summary>
[GenerateSerializer, Immutable, Alias("conf.dial-out-end")]
public sealed record DialOutEnd
{
    [Id(0)] public required Guid RequestId { get; init; }

    /// <summary>Reason slug of the call's termination.</summary>
    [Id(1)] public required string Reason { get; init; }
}
