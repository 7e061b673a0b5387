using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Rtp;
using OrleansConf.MediaNode.Rtp.Srtp;

namespace OrleansConf.MediaNode.Engine;

/// <summary>How a leg works after an offer/answer: swapped whole by the control side, read once per packet and tick.</summary>
internal sealed class LegPlan
{
    private const int BufferPackets = 32;
    private const int LongestPacketMs = 60;

    public LegPlan(LegFormat format, LegPlan? before, MediaEngineOptions options)
    {
        Format = format;
        PayloadType = format.PayloadType;
        EventPayloadType = format.EventPayloadType ?? -1;
        ComfortNoisePayloadType = format.ComfortNoisePayloadType ?? -1;
        Codec = format.Codec;
        Opus = format.Codec == CodecKind.Opus ? format.Opus : null;
        SampleRate = Opus is null ? Codec.SampleRate() : Math.Min(Opus.SampleRate, options.MaxSampleRate);
        StreamIndex = SharedStreams.IndexOf(Codec, SampleRate);
        Tuning = OpusTunings.Of(Opus, options);
        UnsentBytes = Opus is { Dtx: true } && options.OpusDtx ? OpusPacket.SoundlessBytes : -1;
        FrameSamples = SampleRate / 50;
        ClockTicksPerFrame = (uint)format.Codec.ClockRate() / 50;
        Send = format.Send && format.RemoteRtp.Port != 0;
        Receive = format.Receive;
        PtimeMs = format.PtimeMs;

        if (format.Srtp is { } keys)
        {
            // The same key goes on counting its packets; beginning anew would use its key stream twice.
            SrtpSender = keys.Local.Equals(before?.Format.Srtp?.Local) ? before.SrtpSender : new SrtpSender(keys.Local);
            SrtpReceiver = keys.Remote.Equals(before?.Format.Srtp?.Remote) ? before.SrtpReceiver : new SrtpReceiver(keys.Remote);
        }

        bool sameCodec = before is not null && before.Codec == Codec && before.SampleRate == SampleRate;
        bool continues = sameCodec && before!.PtimeMs == PtimeMs;
        Buffer = continues ? before!.Buffer : new JitterBuffer(BufferOptions(format, options), TimeSpan.FromMilliseconds(PtimeMs));
        Playout = continues ? before!.Playout : new LegPlayout(Codec, SampleRate);
        Encoder = sameCodec ? before!.Encoder : new AudioEncoder(Codec, SampleRate, Tuning);
    }

    public LegFormat Format { get; }

    public CodecKind Codec { get; }

    /// <summary>What the peer said of Opus; null for other codecs.</summary>
    public OpusParameters? Opus { get; }

    /// <summary>How an Opus encoder for this leg begins.</summary>
    public OpusTuning Tuning { get; }

    /// <summary>Which of the room's shared streams the leg listens to.</summary>
    public int StreamIndex { get; }

    /// <summary>Payloads up to this size are sent now and then only: what DTX leaves of a pause. -1 where all are sent.</summary>
    public int UnsentBytes { get; }

    public int PayloadType { get; }

    public int EventPayloadType { get; }

    public int ComfortNoisePayloadType { get; }

    public int SampleRate { get; }

    /// <summary>Samples of a 20 ms frame at the codec's rate.</summary>
    public int FrameSamples { get; }

    public uint ClockTicksPerFrame { get; }

    public int PtimeMs { get; }

    public bool Send { get; }

    public bool Receive { get; }

    /// <summary>Null while media is plain. Mixing thread.</summary>
    public SrtpSender? SrtpSender { get; }

    /// <summary>Null while media is plain. Thread of the port.</summary>
    public SrtpReceiver? SrtpReceiver { get; }

    /// <summary>Filled by the receiving thread, emptied by the mixing one.</summary>
    public JitterBuffer Buffer { get; }

    /// <summary>Mixing thread.</summary>
    public LegPlayout Playout { get; }

    /// <summary>For what this leg alone hears. Mixing thread.</summary>
    public AudioEncoder Encoder { get; }

    private static JitterBufferOptions BufferOptions(LegFormat format, MediaEngineOptions options) => new()
    {
        Capacity = BufferPackets,
        MaxPayloadBytes = format.Codec == CodecKind.Opus
            ? CodecTraits.OpusMaxPayloadBytes
            : format.Codec.PayloadBytes(Math.Max(LongestPacketMs, format.PtimeMs)),
        MinMargin = TimeSpan.FromMilliseconds(options.JitterMarginMs),
        MaxDelay = TimeSpan.FromMilliseconds(options.JitterMaxMs),
    };
}
