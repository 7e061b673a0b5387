namespace OrleansConf.MediaNode.Codecs;

/// <summary>What an Opus encoder may be told while it runs. Not to pause: its idea of a voice leaves out music and tones, and the mixer knows when nothing sounds.</summary>
/// <param name="Bitrate">Bits per second, 6000-510000.</param>
/// <param name="Complexity">0-10; more is better and slower.</param>
/// <param name="ConstantBitrate">Whether all packets have one size.</param>
/// <param name="LossPercent">Packets that get lost on the way, 0-100; above 0 each packet repeats something of the one before it.</param>
public readonly record struct OpusTuning(int Bitrate, int Complexity, bool ConstantBitrate, int LossPercent)
{
    public const int LowestBitrate = 6000;
    public const int HighestBitrate = 510_000;
}
