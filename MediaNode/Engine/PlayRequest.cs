using OrleansConf.MediaNode.Mixing;

namespace OrleansConf.MediaNode.Engine;

/// <summary>Clips to be played one after the other to a leg or room. Made on the control side, consumed by a worker.</summary>
internal sealed class PlayRequest
{
    private readonly short[][] _narrow;
    private readonly short[][] _wide;
    private readonly bool _repeat;
    private int _clip;
    private int _position;
    private int _sampleRate = RoomMix.Narrowband;
    private readonly Upsampler _toFullband = new(RoomMix.Fullband / RoomMix.Wideband, RoomMix.Wideband / 50);

    /// <param name="clips">Resampled here, off the tick.</param>
    /// <param name="repeat">Starts over at the end, until stopped.</param>
    public PlayRequest(IReadOnlyList<AudioClip> clips, bool repeat)
    {
        _narrow = new short[clips.Count][];
        _wide = new short[clips.Count][];
        for (int i = 0; i < clips.Count; i++)
        {
            _narrow[i] = clips[i].At(RoomMix.Narrowband);
            _wide[i] = clips[i].At(RoomMix.Wideband);
        }

        _repeat = repeat && _narrow.Any(clip => clip.Length > 0);
    }

    /// <summary>Completed once, by the control side.</summary>
    public TaskCompletionSource<PlayEnd> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether a key ends it.</summary>
    public bool KeyStops { get; init; }

    /// <summary>Worker thread. Fills a frame, with silence after the end; returns false if there was nothing left to play.</summary>
    public bool Read(Span<short> frame, int sampleRate)
    {
        if (sampleRate <= RoomMix.Wideband)
        {
            return ReadClips(frame, sampleRate);
        }

        // No clip is better than wideband.
        Span<short> wide = frame[..(frame.Length / 3)];
        bool more = ReadClips(wide, RoomMix.Wideband);
        if (more)
        {
            _toFullband.Process(wide, frame);
        }

        return more;
    }

    private bool ReadClips(Span<short> frame, int sampleRate)
    {
        FollowRate(sampleRate);
        short[][] clips = sampleRate == RoomMix.Narrowband ? _narrow : _wide;
        int filled = 0;
        while (filled < frame.Length && _clip < clips.Length)
        {
            int count = Math.Min(frame.Length - filled, clips[_clip].Length - _position);
            clips[_clip].AsSpan(_position, count).CopyTo(frame[filled..]);
            filled += count;
            _position += count;
            if (_position >= clips[_clip].Length)
            {
                _position = 0;
                _clip = _repeat ? (_clip + 1) % clips.Length : _clip + 1;
            }
        }

        frame[filled..].Clear();
        return filled > 0;
    }

    private void FollowRate(int sampleRate)
    {
        if (sampleRate != _sampleRate)
        {
            _position = sampleRate > _sampleRate ? _position * 2 : _position / 2;
            _sampleRate = sampleRate;
        }
    }
}
