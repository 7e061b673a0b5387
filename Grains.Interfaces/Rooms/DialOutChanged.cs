namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>A call is being placed, or has come to nothing; one that was accepted shows as <see cref="ParticipantJoined"/>.</summary>
[GenerateSerializer, Immutable, Alias("conf.event.dial-out")]
public sealed record DialOutChanged : RoomEvent
{
    [Id(0)] public required DialledParty Party { get; init; }

    /// <summary>It has come in, or was forgotten: no longer to be shown.</summary>
    [Id(1)] public bool Gone { get; init; }
}
