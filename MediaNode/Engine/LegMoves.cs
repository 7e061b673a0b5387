namespace OrleansConf.MediaNode.Engine;

/// <summary>Takes a leg from where it is mixed to somewhere else. Runs among the leg's commands, so always on the thread that mixes it.</summary>
internal static class LegMoves
{
    public static void ToRoom(LegCore leg, RoomCore room)
    {
        Detach(leg);
        On(leg, room.Worker, () => room.Worker.Join(leg, room));
    }

    public static void Alone(LegCore leg)
    {
        Detach(leg);
        MediaWorker home = leg.Port.Worker;
        On(leg, home, () => home.MoveAlone(leg));
    }

    public static void Close(LegCore leg)
    {
        Detach(leg);
        MediaWorker home = leg.Port.Worker;
        On(leg, home, () => home.Close(leg));
    }

    private static void Detach(LegCore leg)
    {
        leg.Talking = false;
        if (leg.Room is { } room)
        {
            room.Remove(leg);
        }
        else
        {
            leg.Worker.RemoveAlone(leg);
        }
    }

    /// <summary>On another worker a little later; the leg rests in between.</summary>
    private static void On(LegCore leg, MediaWorker worker, Action arrive)
    {
        if (leg.Worker == worker)
        {
            arrive();
        }
        else
        {
            leg.Commands.Paused = true;
            worker.Commands.Post(() =>
            {
                leg.Commands.Paused = false;
                arrive();
            });
        }
    }
}
