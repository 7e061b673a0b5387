namespace OrleansConf.MediaNode.Rtp;

/// <summary>What the playout does with the packet that is due.</summary>
internal enum PlayoutStep
{
    Play,

    /// <summary>Lets one packet time pass first: the delay grows.</summary>
    Wait,

    /// <summary>Leaves the packet out: the delay shrinks.</summary>
    Skip,
}

/// <summary>Decides by how long packets waited when the delay of a jitter buffer should change. Values only, no clock.</summary>
internal struct PlayoutDelay
{
    /// <summary>After this long without a packet the sender is taken to pause, not to have lost one.</summary>
    public const long PauseNs = 60_000_000;

    /// <summary>Less slack than this is as good as none: the next packet a little later misses its turn.</summary>
    private const long LeastSlackNs = 2_500_000;

    /// <summary>Kept between the point of shrinking and that of growing again.</summary>
    private const long HysteresisNs = 5_000_000;

    /// <summary>So many windows are waited for silence before a frame is left out of speech.</summary>
    private const int PatientWindows = 3;

    private readonly long _minMarginNs;
    private readonly long _maxDelayNs;
    private readonly long _packetNs;
    private readonly int _windowPackets;
    private int _observed;
    private long _leastSlackNs;
    private long _mostSlackNs;
    private int _windowsTooLong;
    private bool _shrink;
    private bool _growWanted;

    public PlayoutDelay(JitterBufferOptions options, TimeSpan packetTime)
    {
        _packetNs = (long)packetTime.TotalNanoseconds;
        _minMarginNs = (long)options.MinMargin.TotalNanoseconds;
        _maxDelayNs = (long)options.MaxDelay.TotalNanoseconds;
        _windowPackets = (int)(options.Window / packetTime);
        MarginNs = _minMarginNs;
        _leastSlackNs = long.MaxValue;
    }

    /// <summary>How long the first packet of a talk spurt waits: the jitter seen lately, within the bounds.</summary>
    public long MarginNs { get; private set; }

    /// <summary>Takes the slack of the packet that is due.</summary>
    /// <param name="slackNs">Its waiting time.</param>
    /// <param name="lateSeen">Whether packets have come too late since the last call.</param>
    /// <param name="silent">Whether a change now would not be heard.</param>
    public PlayoutStep Observe(long slackNs, bool lateSeen, bool silent)
    {
        _leastSlackNs = Math.Min(_leastSlackNs, slackNs);
        _mostSlackNs = Math.Max(_mostSlackNs, slackNs);
        _growWanted |= (lateSeen || slackNs < LeastSlackNs) && slackNs < _maxDelayNs;
        if (++_observed >= _windowPackets)
        {
            CloseWindow();
        }

        if (_growWanted && silent)
        {
            TryGrow();
            return PlayoutStep.Wait;
        }

        if (_shrink && (silent || _windowsTooLong >= PatientWindows))
        {
            _shrink = false;
            _windowsTooLong = 0;
            RestartWindow();
            return PlayoutStep.Skip;
        }

        return PlayoutStep.Play;
    }

    /// <summary>Takes note that the delay grows by one packet; false when it is as long as allowed.</summary>
    public bool TryGrow()
    {
        _growWanted = _shrink = false;
        if (_leastSlackNs != long.MaxValue && _leastSlackNs > _maxDelayNs)
        {
            return false;
        }

        MarginNs = Math.Min(MarginNs + (_packetNs / 2), _maxDelayNs - _packetNs);
        RestartWindow();
        return true;
    }

    private void CloseWindow()
    {
        bool tooLong = _leastSlackNs > _minMarginNs + _packetNs + HysteresisNs;
        _shrink = tooLong;
        _windowsTooLong = tooLong ? _windowsTooLong + 1 : 0;
        long jitterNs = _mostSlackNs - _leastSlackNs;
        MarginNs = Math.Clamp(jitterNs, _minMarginNs, _maxDelayNs - _packetNs);
        RestartWindow();
    }

    private void RestartWindow()
    {
        _observed = 0;
        _leastSlackNs = long.MaxValue;
        _mostSlackNs = 0;
    }
}
