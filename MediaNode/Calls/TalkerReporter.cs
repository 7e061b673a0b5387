using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using OrleansConf.Grains.Interfaces.Nodes;
using OrleansConf.Grains.Interfaces.Rooms;
using OrleansConf.MediaNode.Cluster;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Hosting;

namespace OrleansConf.MediaNode.Calls;

/// <summary>Tells rooms who of this node's participants talks, and whose line plays music, when that has changed.</summary>
public sealed partial class TalkerReporter(
    RoomSeats rooms, ClusterGateway cluster, IOptions<NodeOptions> node, TimeProvider time, ILogger<TalkerReporter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly List<MediaLeg> _talking = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var room in rooms.Rooms)
                await ReportAsync(room);
        }
    }

    private async Task ReportAsync(NodeRoom room)
    {
        _talking.Clear();
        room.Mixer.ReadTalkers(_talking);
        ImmutableArray<ParticipantId> talkers;
        ImmutableArray<ParticipantId> music;
        lock (room.Gate)
        {
            foreach (var seat in room.Seats.Values)
                seat.HoldMusic.Look(_talking.Contains(seat.Media.Leg), seat.Participant.Muted, Interval);
            talkers = IdsOf(room, seat => _talking.Contains(seat.Media.Leg));
            music = IdsOf(room, seat => seat.HoldMusic.PlaysMusic);
            if (talkers.SequenceEqual(room.ReportedTalkers) && music.SequenceEqual(room.ReportedMusic))
                return;
            room.ReportedTalkers = talkers;
            room.ReportedMusic = music;
        }

        try
        {
            await cluster.ReportTalkersAsync(room.Id, new TalkerReport { Node = new NodeId(node.Value.Id), Talkers = talkers, Music = music });
        }
        catch (Exception failure)
        {
            LogReportLost(room.Id, failure.Message);
        }
    }

    private static ImmutableArray<ParticipantId> IdsOf(NodeRoom room, Func<Seat, bool> isMeant) =>
        [.. room.Seats.Values.Where(isMeant).Select(seat => seat.Id).OrderBy(id => id.Value, StringComparer.Ordinal)];

    [LoggerMessage(4530, LogLevel.Debug, "Room {Room} did not hear who talks: {Cause}")]
    private partial void LogReportLost(RoomId room, string cause);
}
