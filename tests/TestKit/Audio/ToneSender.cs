using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OrleansConf.TestKit.Audio;

/// <summary>The speaking side of a call: builds the packet of each 20 ms, a tone, silence or a key. One thread: the packet clock.</summary>
internal sealed class ToneSender
{
    public const int FrameSamples = 160;
    private const int HeaderBytes = 12;
    private const int PauseFrames = 25;         // 'p' in a key sequence: 500 ms
    private const byte EventVolume = 10;        // -10 dBm0, RFC 4733 §2.3.4

    private readonly Queue<KeyPress> _presses = new();
    private readonly byte[] _packet = new byte[HeaderBytes + FrameSamples];
    private readonly short[] _samples = new short[FrameSamples];
    private ushort _sequence = (ushort)RandomNumberGenerator.GetInt32(0x10000);
    private uint _timestamp = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
    private long _toneSample;
    private bool _first = true;

    public uint Ssrc { get; } = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>Queues keys; the task ends when the gap after the last one has passed. Any thread.</summary>
    public Task PressAsync(string keys, DtmfTiming timing)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_presses)
        {
            for (int i = 0; i < keys.Length; i++)
                _presses.Enqueue(new KeyPress(keys[i], timing, i == keys.Length - 1 ? done : null));
        }

        return keys.Length == 0 ? Task.CompletedTask : done.Task;
    }

    /// <summary>Builds this frame's packet. The memory is reused by the next call.</summary>
    public ReadOnlyMemory<byte> NextPacket(int? toneHz, G711Law law, byte eventPayloadType)
    {
        int length = TryKeyPacket(eventPayloadType) ?? AudioPacket(toneHz, law);
        _sequence++;
        _timestamp += FrameSamples;
        return _packet.AsMemory(0, length);
    }

    private int AudioPacket(int? toneHz, G711Law law)
    {
        WriteHeader((byte)law, _first, _timestamp);
        _first = false;
        if (toneHz is { } frequency)
            Tones.Fill(_samples, frequency, _toneSample);
        else
            Array.Clear(_samples);
        _toneSample += FrameSamples;
        for (int i = 0; i < FrameSamples; i++)
            _packet[HeaderBytes + i] = G711.Encode(law, _samples[i]);
        return HeaderBytes + FrameSamples;
    }

    /// <summary>The event packet of RFC 4733 §2.3 for the key that is down now; null between keys.</summary>
    private int? TryKeyPacket(byte eventPayloadType)
    {
        KeyPress? press;
        lock (_presses)
            _presses.TryPeek(out press);
        if (press is null)
            return null;

        int? length = null;
        int frame = press.Frame++;
        if (press.Key is not { } key)
        {
            if (frame == PauseFrames - 1)
                Complete(press);
            return null;
        }

        if (frame == 0)
            press.Timestamp = _timestamp;
        if (frame < press.DownFrames + press.EndFrames)
        {
            WriteHeader(eventPayloadType, press.Timing.Marker && frame == 0, press.Timestamp);
            bool end = frame >= press.DownFrames;
            int duration = Math.Min(frame + 1, press.DownFrames) * FrameSamples;
            _packet[HeaderBytes] = key;
            _packet[HeaderBytes + 1] = (byte)((end ? 0x80 : 0) | EventVolume);
            BinaryPrimitives.WriteUInt16BigEndian(_packet.AsSpan(HeaderBytes + 2), (ushort)duration);
            length = HeaderBytes + 4;
            // The tone goes on where it would be had no key been pressed.
            _toneSample += FrameSamples;
        }

        if (frame + 1 >= press.DownFrames + Math.Max(press.EndFrames, press.GapFrames))
            Complete(press);
        return length;
    }

    private void Complete(KeyPress press)
    {
        lock (_presses)
            _presses.Dequeue();
        press.Done?.TrySetResult();
    }

    private void WriteHeader(byte payloadType, bool marker, uint timestamp)
    {
        _packet[0] = 0x80;
        _packet[1] = (byte)((marker ? 0x80 : 0) | payloadType);
        BinaryPrimitives.WriteUInt16BigEndian(_packet.AsSpan(2), _sequence);
        BinaryPrimitives.WriteUInt32BigEndian(_packet.AsSpan(4), timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(_packet.AsSpan(8), Ssrc);
    }

    private sealed class KeyPress(char character, DtmfTiming timing, TaskCompletionSource? done)
    {
        private const string Events = "0123456789*#ABCD";

        public DtmfTiming Timing { get; } = timing;

        public TaskCompletionSource? Done { get; } = done;

        /// <summary>Event code of RFC 4733 §3.2; null for the pause 'p'.</summary>
        public byte? Key { get; } = character == 'p' ? null
            : Events.IndexOf(character) is >= 0 and var code ? (byte)code
            : throw new ArgumentException($"'{character}' is no telephone key");

        public int DownFrames { get; } = Frames(timing.KeyDown);

        public int EndFrames { get; } = timing.EndPackets;

        public int GapFrames { get; } = Frames(timing.Gap);

        public int Frame { get; set; }

        public uint Timestamp { get; set; }

        private static int Frames(TimeSpan time) => (int)Math.Ceiling(time.TotalMilliseconds / 20);
    }
}
