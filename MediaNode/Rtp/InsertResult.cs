namespace OrleansConf.MediaNode.Rtp;

/// <summary>What became of a packet given to the <see cref="JitterBuffer"/>.</summary>
public enum InsertResult
{
    Stored,
    Duplicate,

    /// <summary>Its turn had passed.</summary>
    Late,

    /// <summary>More packets than the buffer holds arrived between two frames.</summary>
    Full,

    /// <summary>Does not fit the sequence or the buffer: a stray, until a second one confirms it.</summary>
    Stray,
}
