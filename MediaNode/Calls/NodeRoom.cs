using System.Collections.Immutable;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Engine;

namespace OrleansConf.MediaNode.Calls;

/// <summary>The part of a room that sits on this node.</summary>
/// <remarks>Guarded by itself: events, joins and leaves of one room take turns under <see cref="Gate"/>.</remarks>
public sealed class NodeRoom(RoomId id, MixerRoom mixer)
{
    public Lock Gate { get; } = new();

    public RoomId Id { get; } = id;

    public MixerRoom Mixer { get; } = mixer;

    public Dictionary<ParticipantId, Seat> Seats { get; } = [];

    public EntrySound EntrySound { get; set; }

    /// <summary>When the last entry or exit tone began; a crowd that comes at once is one tone, not a minute of them.</summary>
    public long LastToneAt { get; set; } = long.MinValue;

    public bool Locked { get; set; }

    public bool GuestsMuted { get; set; }

    public SpeakMode SpeakMode { get; set; }
    public RecordingPhase Recording { get; set; }

    /// <summary>The node that records the room.</summary>
    public NodeId? HomeNode { get; set; }

    /// <summary>Newest revision seen, of <see cref="Incarnation"/>; -1 until the first snapshot.</summary>
    public long Revision { get; set; } = -1;

    public Guid Incarnation { get; set; }

    /// <summary>True once the last seat is gone; a joiner makes a new one.</summary>
    public bool Closed { get; set; }

    /// <summary>What was last reported, in the order of ids.</summary>
    public ImmutableArray<ParticipantId> ReportedTalkers { get; set; } = [];

    public ImmutableArray<ParticipantId> ReportedMusic { get; set; } = [];
}
