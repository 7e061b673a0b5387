using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Ivr;

namespace OrleansConf.MediaNode.Calls;

/// <summary>A call of this node that sits in a room.</summary>
public sealed class Seat(ConferenceCall call, CallMedia media, Language language, Participant participant, string conferenceId)
{
    public ConferenceCall Call { get; } = call;

    public CallMedia Media { get; } = media;
    public required WaitingMusic Music { get; init; }

    public Language Language { get; } = language;

    public string ConferenceId { get; } = conferenceId;

    /// <summary>The room's latest word on the participant; swapped whole.</summary>
    public Participant Participant { get; set; } = participant;

    /// <summary>"You are alone" is being said; the next one who joins cuts it short.</summary>
    public bool HearsAlone { get; set; }

    /// <summary>The participant pressed the key himself: he need not be told that he is muted or heard again.</summary>
    public bool ChangesOwnMute { get; set; }

    public required HoldMusicDetector HoldMusic { get; init; }

    public ParticipantId Id => Participant.Id;
}
