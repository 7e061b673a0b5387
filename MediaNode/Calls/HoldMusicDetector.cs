namespace OrleansConf.MediaNode.Calls;

/// <summary>
/// Tells music on hold from a person (R-CALL-9): people pause for breath, music does not. Looks at whether a leg is above the talk
/// gate, a few times a second; the gate's hangover bridges the gaps between words. One caller at a time.
/// </summary>
public sealed class HoldMusicDetector(TimeSpan after)
{
    private TimeSpan _withoutPause;
    private TimeSpan _silent;

    public bool PlaysMusic { get; private set; }

    /// <param name="isTalking">Above the gate now.</param>
    /// <param name="isMuted">A muted leg is not listened to: what was found out stays.</param>
    /// <param name="elapsed">Since the last look.</param>
    public void Look(bool isTalking, bool isMuted, TimeSpan elapsed)
    {
        if (isMuted)
            return;
        if (isTalking)
        {
            _silent = TimeSpan.Zero;
            _withoutPause += elapsed;
            PlaysMusic |= _withoutPause >= after;
            return;
        }

        _withoutPause = TimeSpan.Zero;
        _silent += elapsed;
        // Pieces of music are parted by silence, too: the line is back when it is quiet for longer.
        PlaysMusic &= _silent < after / 4;
    }
}
