using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Mixing;
using OrleansConf.MediaNode.Rtp;

namespace OrleansConf.MediaNode.Engine;

/// <summary>Makes 20 ms frames of what a leg's jitter buffer gives, whatever its packets hold. Mixing thread.</summary>
internal sealed class LegPlayout
{
    private const int LongestPacketMs = 60;
    private const int LongestOpusPacketMs = 120;

    private readonly AudioDecoder _decoder;
    private readonly LossConcealer? _concealer;
    private readonly int _sampleRate;
    private readonly int _frameSamples;
    private readonly short[] _queue;
    private int _queued;
    private bool _queueAudible;
    private int _packetSamples;
    private Upsampler? _upsampler;
    private bool _wasAudible;

    /// <summary>Whether the packet before was sound, so that a loss after it is worth filling.</summary>
    private bool _speaking;

    public LegPlayout(CodecKind codec, int sampleRate)
    {
        _decoder = new AudioDecoder(codec, sampleRate);
        _sampleRate = sampleRate;
        _frameSamples = _sampleRate / 50;
        _packetSamples = _frameSamples;
        _concealer = _decoder.ConcealsLoss ? null : new LossConcealer(_sampleRate);
        int longestMs = codec == CodecKind.Opus ? LongestOpusPacketMs : LongestPacketMs;
        _queue = GC.AllocateArray<short>((_sampleRate / 1000 * longestMs) + (2 * _frameSamples), pinned: true);
    }

    /// <summary>Frames filled in by the concealer.</summary>
    public long ConcealedFrames { get; private set; }

    /// <summary>Mean square of the frame read last, at the codec's rate.</summary>
    public int MeanSquare { get; private set; }

    /// <summary>Must be called off the tick before frames of a higher rate are asked for.</summary>
    public void PrepareRate(int sampleRate)
    {
        if (sampleRate > _sampleRate && _upsampler?.Factor != sampleRate / _sampleRate)
        {
            _upsampler = new Upsampler(sampleRate / _sampleRate, _frameSamples);
        }
    }

    /// <summary>Reads the next frame at <paramref name="sampleRate"/>; false when it is silent, and then nothing is written.</summary>
    public bool Read(JitterBuffer buffer, long nowNs, Span<short> frame, int sampleRate)
    {
        Span<short> own = frame[.._frameSamples];
        bool audible = _queued == 0 ? ReadPacket(buffer, nowNs, own) : ReadQueue(buffer, nowNs, own);
        if (audible)
        {
            MeanSquare = FrameMath.MeanSquare(own);
            if (sampleRate != _sampleRate)
            {
                Upsample(own, frame[..(sampleRate / 50)]);
            }
        }

        _wasAudible = audible;
        return audible;
    }

    /// <summary>The common case: one packet is one frame. Anything else goes through the queue.</summary>
    private bool ReadPacket(JitterBuffer buffer, long nowNs, Span<short> frame)
    {
        PlayoutResult result = buffer.Take(nowNs, out PacketKind kind, out ReadOnlySpan<byte> payload);
        if (result == PlayoutResult.Packet && kind == PacketKind.Audio)
        {
            int samples = _decoder.Decode(payload, _queue);
            _speaking = true;
            _packetSamples = samples > 0 ? samples : _packetSamples;
            if (samples == _frameSamples)
            {
                _queue.AsSpan(0, samples).CopyTo(frame);
                _concealer?.Remember(frame);
                return true;
            }

            _concealer?.Remember(_queue.AsSpan(0, samples));
            _queued = samples;
            _queueAudible = true;
            return ReadQueue(buffer, nowNs, frame);
        }

        if (_packetSamples != _frameSamples)
        {
            Enqueue(buffer, result, kind);
            return ReadQueue(buffer, nowNs, frame);
        }

        if (result == PlayoutResult.Lost)
        {
            return TryConceal(buffer, frame);
        }

        RememberSilence();
        return false;
    }

    private bool TryConceal(JitterBuffer buffer, Span<short> frame)
    {
        ConcealedFrames++;
        return _concealer is null ? _speaking && _decoder.TryConceal(buffer.PayloadAfterLoss, frame) : _concealer.TryConceal(frame);
    }

    private void RememberSilence()
    {
        _speaking = false;
        _concealer?.RememberSilence();
    }

    /// <summary>Fills the queue up to a frame and takes one from it.</summary>
    private bool ReadQueue(JitterBuffer buffer, long nowNs, Span<short> frame)
    {
        while (_queued < _frameSamples)
        {
            PlayoutResult result = buffer.Take(nowNs, out PacketKind kind, out ReadOnlySpan<byte> payload);
            if (result == PlayoutResult.Packet && kind == PacketKind.Audio)
            {
                Span<short> room = _queue.AsSpan(_queued);
                int samples = _decoder.Decode(payload, room);
                _speaking = true;
                _packetSamples = samples > 0 ? samples : _packetSamples;
                _concealer?.Remember(room[..samples]);
                _queued += samples;
                _queueAudible = true;
                if (samples == 0)
                {
                    PadQueue(_frameSamples);
                }
            }
            else
            {
                Enqueue(buffer, result, kind);
            }
        }

        bool audible = _queueAudible;
        _queue.AsSpan(0, _frameSamples).CopyTo(frame);
        _queued -= _frameSamples;
        Array.Copy(_queue, _frameSamples, _queue, 0, _queued);
        _queueAudible &= _queued > 0;
        return audible;
    }

    private void Enqueue(JitterBuffer buffer, PlayoutResult result, PacketKind kind)
    {
        int samples = result == PlayoutResult.Buffering || kind == PacketKind.KeyPress ? _frameSamples - _queued : _packetSamples;
        samples = Math.Clamp(samples, 0, _queue.Length - _queued);
        if (result == PlayoutResult.Lost)
        {
            if (TryConceal(buffer, _queue.AsSpan(_queued, samples)))
            {
                _queued += samples;
                _queueAudible = true;
                return;
            }
        }
        else
        {
            RememberSilence();
        }

        PadQueue(_queued + samples);
    }

    private void PadQueue(int toSamples)
    {
        if (toSamples > _queued)
        {
            _queue.AsSpan(_queued, toSamples - _queued).Clear();
            _queued = toSamples;
        }
    }

    private void Upsample(ReadOnlySpan<short> own, Span<short> frame)
    {
        PrepareRate(frame.Length * 50);
        if (!_wasAudible)
        {
            _upsampler!.Reset();
        }

        // Reads all of its input before it writes, so the two may overlap.
        _upsampler!.Process(own, frame);
    }
}
