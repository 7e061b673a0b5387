using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Rtp;
using OrleansConf.MediaNode.Rtp.Rtcp;

namespace OrleansConf.MediaNode.Engine;

/// <summary>Takes the packets of one leg: sorts them by kind, counts them, finds key presses. Thread of the leg's port.</summary>
internal sealed class LegReceiver
{
    private const int VoiceTailPackets = 5;
    private const int PausePackets = 10;

    /// <summary>-50 dB of full scale.</summary>
    private const int QuietMeanSquare = (1 << 30) / 100_000;

    private DtmfReceiver _dtmf;
    private int _inactivePackets;
    private uint _transit;
    private bool _transitKnown;
    private long _jitterQ4;
    private SequenceTracker _sequence;

    public bool HasSource { get; private set; }

    public uint Ssrc { get; private set; }

    public long Packets { get; private set; }

    public long Late { get; private set; }

    public long Duplicate { get; private set; }

    public long Rejected { get; private set; }

    public long LastArrivalNs { get; private set; }

    /// <summary>The source's sequence numbers; other threads get a copy that may be torn, which a report can bear.</summary>
    public SequenceTracker Sequence => _sequence;

    /// <summary>Interarrival jitter in RTP ticks (RFC 3550 A.8 keeps it in sixteenths).</summary>
    public long JitterTicks => _jitterQ4 >> 4;

    /// <returns>The key, when the packet is the first of a key press; else 0.</returns>
    public char Accept(LegPlan? plan, ReadOnlySpan<byte> datagram, long nowNs)
    {
        Packets++;
        LastArrivalNs = nowNs;
        if (plan?.SrtpReceiver is { } srtp)
        {
            // Empty, when it is not the peer's, and then no RTP.
            datagram = srtp.Open(datagram);
        }

        if (plan is null || !RtpHeader.TryParse(datagram, out RtpHeader header, out int offset, out int bytes))
        {
            Rejected++;
            return '\0';
        }

        ReadOnlySpan<byte> payload = datagram.Slice(offset, bytes);
        if (header.PayloadType == plan.PayloadType)
        {
            Follow(header, plan, nowNs);
            if (plan.Receive)
            {
                bool silent = plan.Codec == CodecKind.Opus ? IsPause(plan, payload) : IsSilent(plan.Codec, payload);
                Count(plan.Buffer.Insert(header, silent ? PacketKind.Silence : PacketKind.Audio, silent ? default : payload, nowNs));
            }

            return '\0';
        }

        return AcceptOther(plan, header, payload, nowNs);
    }

    private char AcceptOther(LegPlan plan, in RtpHeader header, ReadOnlySpan<byte> payload, long nowNs)
    {
        if (header.PayloadType == plan.EventPayloadType && DtmfEvent.TryRead(payload, out DtmfEvent press))
        {
            Follow(header, plan, nowNs: -1);
            Count(plan.Buffer.Insert(header, PacketKind.KeyPress, default, nowNs));
            return _dtmf.Accept(header, press) ? press.Key : '\0';
        }

        if (header.PayloadType == plan.ComfortNoisePayloadType)
        {
            Follow(header, plan, nowNs: -1);
            Count(plan.Buffer.Insert(header, PacketKind.ComfortNoise, payload, nowNs));
            return '\0';
        }

        Rejected++;
        return '\0';
    }

    private static bool IsSilent(CodecKind codec, ReadOnlySpan<byte> payload) => codec switch
    {
        CodecKind.Pcmu => G711.IsSilentUlaw(payload),
        CodecKind.Pcma => G711.IsSilentAlaw(payload),
        _ => false,
    };

    /// <summary>
    /// A pause of Opus begins a little after the sender finds no voice, so that no word loses its end, and is not decoded.
    /// Tones and music are no voice either: a packet now and then is decoded to see how loud it is.
    /// </summary>
    private bool IsPause(LegPlan plan, ReadOnlySpan<byte> payload)
    {
        _inactivePackets = OpusPacket.IsInactive(payload) ? _inactivePackets + 1 : 0;
        return _inactivePackets > VoiceTailPackets
            && (payload.Length <= OpusPacket.DtxBytes || (plan.Playout.MeanSquare < QuietMeanSquare && _inactivePackets % PausePackets != 0));
    }

    private void Follow(in RtpHeader header, LegPlan plan, long nowNs)
    {
        if (!HasSource || header.Ssrc != Ssrc)
        {
            HasSource = true;
            Ssrc = header.Ssrc;
            _transitKnown = false;
            _sequence = default;
        }

        _sequence.Note(header.SequenceNumber);

        if (nowNs < 0)
        {
            // The timestamps of a key press stand still; they say nothing about jitter.
            return;
        }

        uint arrival = (uint)(nowNs / 1000 * plan.ClockTicksPerFrame / 20_000);
        uint transit = arrival - header.Timestamp;
        if (_transitKnown)
        {
            int difference = Math.Abs((int)(transit - _transit));
            _jitterQ4 += difference - ((_jitterQ4 + 8) >> 4);
        }

        _transitKnown = true;
        _transit = transit;
    }

    private void Count(InsertResult result)
    {
        switch (result)
        {
            case InsertResult.Late:
                Late++;
                break;
            case InsertResult.Duplicate:
                Duplicate++;
                break;
            case InsertResult.Full:
            case InsertResult.Stray:
                Rejected++;
                break;
        }
    }
}
