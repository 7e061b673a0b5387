namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>Everyone in the room hears a prompt.</summary>
[GenerateSerializer, Immutable, Alias("conf.event.announcement")]
public sealed record RoomAnnouncement : RoomEvent
{
    /// <summary>Prompt id, e.g. <c>ends-in-five-minutes</c>.</summary>
    [Id(0)] public required string Prompt { get; init; }

    /// <summary>Null: everyone; else this participant alone.</summary>
    [Id(1)] public ParticipantId? Only { get; init; }
}
