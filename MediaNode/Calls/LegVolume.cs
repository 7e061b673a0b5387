using OrleansConf.MediaNode.Engine;

namespace OrleansConf.MediaNode.Calls;

/// <summary>A participant's own volumes in steps of about 4 dB, from -12 to +12.</summary>
public sealed class LegVolume(MediaLeg leg)
{
    /// <summary>Gains in Q8: 256 is unity.</summary>
    private static readonly int[] StepsQ8 = [64, 102, 161, 256, 406, 643, 1019];

    private const int Unity = 3;

    private int _listen = Unity;
    private int _talk = Unity;

    /// <summary>False at the limit.</summary>
    public bool ListenUp() => TryStep(ref _listen, 1, gain => leg.ListeningGainQ8 = gain);

    public bool ListenDown() => TryStep(ref _listen, -1, gain => leg.ListeningGainQ8 = gain);

    public bool TalkUp() => TryStep(ref _talk, 1, gain => leg.TalkingGainQ8 = gain);

    public bool TalkDown() => TryStep(ref _talk, -1, gain => leg.TalkingGainQ8 = gain);

    private static bool TryStep(ref int step, int by, Action<int> apply)
    {
        var next = step + by;
        if (next < 0 || next >= StepsQ8.Length)
            return false;
        step = next;
        apply(StepsQ8[step]);
        return true;
    }
}
