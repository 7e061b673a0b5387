namespace OrleansConf.MediaNode.Engine;

/// <summary>Why a prompt stopped.</summary>
public enum PlayEnd
{
    /// <summary>It was played to its end.</summary>
    Completed,

    /// <summary>A key was pressed; it waits in <see cref="MediaLeg.Keys"/>.</summary>
    Key,

    /// <summary>Stopped by <see cref="MediaLeg.StopPlaying"/>, by another prompt, by cancellation or with the leg.</summary>
    Stopped,
}
