namespace OrleansConf.Grains.Interfaces.Rooms;

/// <summary>Who may speak (R-CALL-4). Stored: values are frozen.</summary>
[GenerateSerializer, Alias("conf.speak-mode")]
public enum SpeakMode
{
    Everyone = 0,

    /// <summary>Moderators only.</summary>
    Lecture = 1,

    /// <summary>Guests raise a hand and a moderator lets them speak.</summary>
    Questions = 2,
}
