namespace OrleansConf.MediaNode.Engine;

/// <summary>How a room is mixed.</summary>
public sealed record RoomAudioOptions
{
    public static readonly RoomAudioOptions Default = new();

    /// <summary>At most so many people are heard at once, the loudest. 1-32, default 8.</summary>
    public int MaxTalkers { get; init; } = 8;

    /// <summary>A frame below this level is not talk, in dB of full scale (RMS). -90 to -20, default -60.</summary>
    public int GateDbfs { get; init; } = -60;

    /// <summary>Someone who pauses for less than this still counts as talking. Default 400 ms.</summary>
    public TimeSpan TalkHangover { get; init; } = TimeSpan.FromMilliseconds(400);
}
