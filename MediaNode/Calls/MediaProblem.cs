namespace OrleansConf.MediaNode.Calls;

/// <summary>Why a call gets no audio.</summary>
public enum MediaProblem
{
    None,

    /// <summary>All RTP ports are taken: 503.</summary>
    NoPort,

    /// <summary>The offer holds no codec of ours: 488.</summary>
    NoCommonCodec,
}
