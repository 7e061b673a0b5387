using OrleansConf.MediaNode.Codecs;

namespace OrleansConf.MediaNode.Engine;

/// <summary>How Opus encoders are told what peers want and lose. Mixing thread, but for <see cref="Of"/>.</summary>
internal static class OpusTunings
{
    /// <summary>Repair data costs a fifth of the bits: below this loss concealment alone does as well.</summary>
    private const int LeastLossPercent = 1;

    /// <summary>What settings and peer want, without loss. Any thread.</summary>
    public static OpusTuning Of(OpusParameters? peer, MediaEngineOptions options) => new(
        Math.Min(options.OpusBitrate, peer?.MaxAverageBitrate ?? OpusTuning.HighestBitrate),
        options.OpusComplexity,
        peer is { ConstantBitrate: true },
        LossPercent: 0);

    /// <summary>Tells all Opus encoders of a room what their listeners lose by now. A shared one serves the most modest of them.</summary>
    public static void Follow(Span<LegCore> legs, SharedStreams streams)
    {
        for (int i = 0; i < legs.Length; i++)
        {
            if (legs[i].Plan is { Codec: CodecKind.Opus } plan)
            {
                OpusTuning own = plan.Tuning with { LossPercent = LossOf(legs[i], plan) };
                plan.Encoder.Tune(own);
                streams.Wish(plan, own);
            }
        }

        streams.TuneToWishes();
    }

    private static int LossOf(LegCore leg, LegPlan plan)
    {
        int percent = plan.Opus is { InbandFec: true } ? leg.RemoteLossPercent : 0;
        return percent < LeastLossPercent ? 0 : Math.Min(percent, 30);
    }
}
