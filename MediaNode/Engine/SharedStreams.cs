using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OrleansConf.MediaNode.Codecs;

namespace OrleansConf.MediaNode.Engine;

/// <summary>What a room's listeners get, encoded once per codec and tick. Mixing thread.</summary>
internal sealed unsafe class SharedStreams
{
    /// <summary>So many silent frames are still encoded, for the decoders to fade out on.</summary>
    private const int SilenceTail = 10;

    /// <summary>One for each codec, and three for the rates of Opus.</summary>
    private const int Count = (int)CodecKind.Opus + 3;
    private const int PayloadBytes = LegBlock.PayloadBytes;

    private readonly AudioEncoder?[] _encoders = new AudioEncoder?[Count];
    private readonly int[] _payloadBytes = new int[Count];
    private readonly byte[] _memory = GC.AllocateArray<byte>(Count * PayloadBytes, pinned: true);
    private readonly byte* _payloads;
    private readonly OpusTuning?[] _wishes = new OpusTuning?[Count];
    private int _silentTicks;

    public SharedStreams() => _payloads = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory));

    /// <summary>The stream that suits a codec at a rate.</summary>
    public static int IndexOf(CodecKind codec, int sampleRate) => (int)codec + (codec, sampleRate) switch
    {
        (CodecKind.Opus, RoomMix.Narrowband) => 0,
        (CodecKind.Opus, RoomMix.Wideband) => 1,
        (CodecKind.Opus, _) => 2,
        _ => 0,
    };

    public AudioEncoder? EncoderOf(LegPlan plan) => _encoders[plan.StreamIndex];

    /// <summary>Outside of a tick: makes the encoder that a leg listens to.</summary>
    public void Prepare(LegPlan plan) => _encoders[plan.StreamIndex] ??= new AudioEncoder(plan.Codec, plan.SampleRate, plan.Tuning);

    /// <summary>Takes a listener's wish: the lowest bitrate and the highest loss count.</summary>
    public void Wish(LegPlan plan, in OpusTuning own)
    {
        ref OpusTuning? wish = ref _wishes[plan.StreamIndex];
        wish = wish is not { } common ? own : common with
        {
            Bitrate = Math.Min(common.Bitrate, own.Bitrate),
            ConstantBitrate = common.ConstantBitrate && own.ConstantBitrate,
            LossPercent = Math.Max(common.LossPercent, own.LossPercent),
        };
    }

    public void TuneToWishes()
    {
        for (int i = 0; i < Count; i++)
        {
            if (_wishes[i] is { } wish)
            {
                _encoders[i]?.Tune(wish);
                _wishes[i] = null;
            }
        }
    }

    /// <summary>Begins a tick.</summary>
    public void Begin(bool sound)
    {
        Array.Clear(_payloadBytes);
        _silentTicks = sound ? 0 : _silentTicks + 1;
    }

    /// <summary>The payload for a listener; 0 bytes if its encoder is not prepared.</summary>
    public byte* Payload(LegPlan plan, RoomMix mix, out int payloadBytes)
    {
        int index = plan.StreamIndex;
        byte* payload = _payloads + (index * PayloadBytes);
        if (_payloadBytes[index] == 0 && _encoders[index] is { } encoder)
        {
            _payloadBytes[index] = Encode(encoder, plan, mix, new Span<byte>(payload, PayloadBytes));
        }

        payloadBytes = _payloadBytes[index];
        return payload;
    }

    private int Encode(AudioEncoder encoder, LegPlan plan, RoomMix mix, Span<byte> payload)
    {
        if (plan.Codec == CodecKind.Opus && _silentTicks > SilenceTail)
        {
            OpusPacket.Silence.CopyTo(payload);
            return OpusPacket.Silence.Length;
        }

        return encoder.Encode(mix.At(plan.SampleRate), payload);
    }
}
