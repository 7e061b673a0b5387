namespace OrleansConf.MediaNode.Engine;

/// <summary>A room where legs hear each other. Any thread. When its last leg leaves it is freed; joining it again starts a new one.</summary>
public sealed class MixerRoom
{
    private readonly MediaEngine _engine;
    private readonly Lock _lock = new();
    private readonly HashSet<MediaLeg> _members = [];
    private volatile int _entries;

    internal MixerRoom(MediaEngine engine, string name, RoomAudioOptions options, MediaWorker worker)
    {
        _engine = engine;
        Name = name;
        Options = options;
        Core = new RoomCore(worker, options);
    }

    public string Name { get; }

    public RoomAudioOptions Options { get; }

    public int LegCount
    {
        get
        {
            lock (_lock)
            {
                return _members.Count;
            }
        }
    }

    internal RoomCore Core { get; }

    internal bool IsFreed { get; private set; }

    /// <summary>Adds those who talk now to <paramref name="into"/>.</summary>
    public void ReadTalkers(List<MediaLeg> into)
    {
        lock (_lock)
        {
            foreach (MediaLeg leg in _members)
            {
                if (leg.IsTalking)
                {
                    into.Add(leg);
                }
            }
        }
    }

    /// <summary>Plays to everybody in the room, in place of what is playing.</summary>
    public void Play(IReadOnlyList<AudioClip> clips) => PlayRequested(new PlayRequest(clips, repeat: false));

    /// <summary>Plays over and over, music for a waiting room; an empty list ends it.</summary>
    public void PlayRepeatedly(IReadOnlyList<AudioClip> clips) => PlayRequested(new PlayRequest(clips, repeat: true));

    internal void Add(MediaLeg leg)
    {
        lock (_lock)
        {
            _members.Add(leg);
            _entries++;
        }
    }

    internal bool Remove(MediaLeg leg)
    {
        lock (_lock)
        {
            return _members.Remove(leg);
        }
    }

    /// <summary>Lets go of the worker's side, once it has taken out the last leg.</summary>
    internal void Free()
    {
        IsFreed = true;
        RetireWhenEmpty();
    }

    private void RetireWhenEmpty() => Core.Worker.Commands.Post(() =>
    {
        // Legs arrive and depart with their own commands, which may not have run yet.
        if (Core.LegCount > 0 || Core.Arrivals != _entries)
        {
            RetireWhenEmpty();
            return;
        }

        Core.Worker.RemoveRoom(Core);
    });

    private void PlayRequested(PlayRequest request) => Core.Commands.Post(() => Core.Play(request));
}
