namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>A seat that a media node knows to be taken; a room that came to life again takes it over.</summary>
[GenerateSerializer, Immutable, Alias("conf.seat-claim")]
public sealed record SeatClaim
{
    [Id(0)] public required Participant Participant { get; init; }

    [Id(1)] public required string ConferenceId { get; init; }
}
