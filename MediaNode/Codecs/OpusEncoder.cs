using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansConf.MediaNode.Codecs;

/// <summary>Mono PCM to Opus (RFC 6716) by libopus. Allocates in its constructor only; one thread at a time.</summary>
public sealed unsafe class OpusEncoder
{
    private readonly byte[] _state;
    private readonly byte* _statePointer;
    private readonly int _sampleRate;
    private OpusTuning _tuning;

    /// <param name="sampleRate">8000, 16000 or 48000: also the most that is sent, whatever the receiver can play.</param>
    /// <param name="tuning">How to begin.</param>
    public OpusEncoder(int sampleRate, OpusTuning tuning)
    {
        // Pinned, so that the collector owns the state and the library may keep its place.
        _state = GC.AllocateArray<byte>(OpusLibrary.EncoderBytes(channels: 1), pinned: true);
        _statePointer = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_state));
        _sampleRate = sampleRate;
        int result = OpusLibrary.InitEncoder(_statePointer, sampleRate, 1, OpusLibrary.ApplicationVoip);
        if (result != OpusLibrary.Ok)
        {
            throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, $"libopus refused with {result}.");
        }

        Control(OpusLibrary.SetMaxBandwidth, sampleRate switch
        {
            8000 => OpusLibrary.BandwidthNarrow,
            16000 => OpusLibrary.BandwidthWide,
            _ => OpusLibrary.BandwidthFull,
        });
        Apply(tuning);
    }

    /// <summary>Changes the tuning from the next frame on. Does nothing when it is the same.</summary>
    public void Tune(in OpusTuning tuning)
    {
        if (tuning != _tuning)
        {
            Apply(tuning);
        }
    }

    /// <summary>Encodes a frame of 10, 20, 40 or 60 ms; returns the payload bytes, 0 on failure.</summary>
    public int Encode(ReadOnlySpan<short> pcm, Span<byte> payload)
    {
        fixed (short* samples = pcm)
        fixed (byte* bytes = payload)
        {
            return Math.Max(0, OpusLibrary.Encode(_statePointer, samples, pcm.Length, bytes, payload.Length));
        }
    }

    /// <summary>Goes on where another one of the same rate stands, so that a listener's decoder stays in step with the switch.</summary>
    public void CopyStateFrom(OpusEncoder other)
    {
        if (_sampleRate == other._sampleRate)
        {
            other._state.CopyTo(_state, 0);
            OpusTuning own = _tuning;
            _tuning = other._tuning;
            Tune(own);
        }
    }

    private void Apply(in OpusTuning tuning)
    {
        _tuning = tuning;
        Control(OpusLibrary.SetComplexity, tuning.Complexity);
        Control(OpusLibrary.SetBitrate, tuning.Bitrate);
        Control(OpusLibrary.SetVariableBitrate, tuning.ConstantBitrate ? 0 : 1);

        // The voice coder (SILK) alone can repeat a lost packet, and takes twice the work of the music coder (CELT), which
        // carries many voices at once as well or better.
        Control(OpusLibrary.SetSignal, tuning.LossPercent > 0 ? OpusLibrary.SignalVoice : OpusLibrary.SignalMusic);
        Control(OpusLibrary.SetInbandFec, tuning.LossPercent > 0 ? 1 : 0);
        Control(OpusLibrary.SetPacketLossPercent, tuning.LossPercent);
    }

    /// <summary>A value that the library refuses leaves the one before in force.</summary>
    private void Control(int request, int value) => _ = OpusLibrary.ControlEncoder(_statePointer, request, value);
}
