namespace OrleansConf.MediaNode.Engine;

/// <summary>Chooses who is heard when more people talk than a room mixes: the loudest, with an advantage for those heard already. One thread.</summary>
internal sealed class TalkerSelector(int maxTalkers)
{
    /// <summary>A newcomer must be 6 dB louder (four times the power) to take a place: without that, equals would take turns.</summary>
    private const int IncumbentAdvantage = 4;

    /// <summary>Sets <see cref="LegCore.Selected"/> of all talkers.</summary>
    public void Select(Span<LegCore> talkers)
    {
        if (talkers.Length <= maxTalkers)
        {
            for (int i = 0; i < talkers.Length; i++)
            {
                talkers[i].Selected = true;
            }

            return;
        }

        // Partial selection: the loudest move to the front, one place at a time.
        for (int place = 0; place < maxTalkers; place++)
        {
            int best = place;
            for (int i = place + 1; i < talkers.Length; i++)
            {
                if (Rank(talkers[i]) > Rank(talkers[best]))
                {
                    best = i;
                }
            }

            (talkers[place], talkers[best]) = (talkers[best], talkers[place]);
        }

        for (int i = 0; i < talkers.Length; i++)
        {
            talkers[i].Selected = i < maxTalkers;
        }
    }

    private static long Rank(LegCore leg) => (long)leg.Plan!.Playout.MeanSquare * (leg.Selected ? IncumbentAdvantage : 1);
}
