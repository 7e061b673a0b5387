using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Calls;

/// <summary>A call of this node that sits in a room.</summary>
public sealed class Seat(InboundCall call, CallMedia media, Language language, Participant participant, string conferenceId)
{
    public InboundCall Call { get; } = call;

    public CallMedia Media { get; } = media;

    public Language Language { get; } = language;

    public string ConferenceId { get; } = conferenceId;

    /// <summary>The room's latest word on the participant; swapped whole.</summary>
    public Participant Participant { get; set; } = participant;

    /// <summary>"You are alone" is being said; the next one who joins cuts it short.</summary>
    public bool HearsAlone { get; set; }

    public ParticipantId Id => Participant.Id;
}
