using System.Buffers.Binary;

namespace OrleansConf.TestKit.Audio;

/// <summary>
/// The hearing side of a call: decodes G.711 packets as they come and keeps the last half minute. Written by the receive loop
/// and the clock of its <see cref="RtpTone"/>; read from any thread.
/// </summary>
public sealed class ToneListener(string name)
{
    private const int KeptSamples = 30 * Goertzel.SampleRate;
    private const int FrameSamples = 160;
    private const int HearingSamples = 3 * HeardAudio.BlockSamples;
    private const int MaxGapFrames = 50;

    /// <summary>Frame times without a packet after which the line counts as quiet: 100 ms.</summary>
    private const int QuietAfterFrames = 5;

    private readonly Lock _gate = new();
    private readonly Signal _signal = new();
    private readonly short[] _ring = new short[KeptSamples];
    private long _written;
    private int _packets;
    private int _lost;
    private int _events;
    private int _unexpected;
    private int _expectedSequence = -1;
    private int _framesWithoutPacket;

    /// <summary>Audio packets received.</summary>
    public int Packets => Volatile.Read(ref _packets);

    /// <summary>Packets missing by sequence number.</summary>
    public int Lost => Volatile.Read(ref _lost);

    /// <summary>RFC 4733 packets received: keys that somebody lets through.</summary>
    public int EventPackets => Volatile.Read(ref _events);

    /// <summary>Packets that are neither of the law nor key events.</summary>
    public int UnexpectedPackets => Volatile.Read(ref _unexpected);

    /// <summary>Level of a tone in the last 200 ms, dBFS.</summary>
    public double LevelDb(double frequencyHz) => Last(HeardAudio.BlockSamples) is { Length: HeardAudio.BlockSamples } block
        ? Goertzel.LevelDb(block, frequencyHz)
        : Goertzel.FloorDb;

    /// <summary>True if the tone was there throughout the last 600 ms.</summary>
    public bool Hears(double frequencyHz) => Recent(HearingSamples).Hears(frequencyHz);

    /// <summary>Waits until all tones are heard together for 600 ms, and none of <paramref name="without"/>.</summary>
    public Task UntilHearsAsync(
        IReadOnlyCollection<int> frequenciesHz, TimeSpan timeout, IReadOnlyCollection<int>? without = null,
        CancellationToken cancellationToken = default) =>
        _signal.UntilAsync(
            () => Recent(HearingSamples) is var heard && heard.Duration.TotalSeconds * Goertzel.SampleRate >= HearingSamples
                && frequenciesHz.All(f => heard.Hears(f)) && (without ?? []).All(f => heard.IsWithout(f)),
            timeout,
            () => $"{name} to hear {Join(frequenciesHz)} Hz{(without is null ? "" : $" without {Join(without)} Hz")}; "
                + State(frequenciesHz.Concat(without ?? [])),
            cancellationToken);

    /// <summary>Waits until none of the tones was there for 600 ms; with no tones named, until there is no sound at all.</summary>
    public Task UntilSilentAsync(
        IReadOnlyCollection<int> frequenciesHz, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _signal.UntilAsync(
            () => Recent(HearingSamples) is var heard && heard.Duration.TotalSeconds * Goertzel.SampleRate >= HearingSamples
                && (frequenciesHz.Count == 0 ? heard.IsSilent : frequenciesHz.All(f => heard.IsWithout(f))),
            timeout,
            () => $"{name} to stop hearing {(frequenciesHz.Count == 0 ? "anything" : Join(frequenciesHz) + " Hz")}; {State(frequenciesHz)}",
            cancellationToken);

    /// <summary>Waits until any sound (a prompt, music) has come.</summary>
    public Task UntilSoundAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _signal.UntilAsync(
            () => Goertzel.TotalDb(Last(HeardAudio.BlockSamples)) > HeardAudio.NotHeardDb,
            timeout, () => $"{name} to hear any sound; {State([])}", cancellationToken);

    /// <summary>Listens from now on for <paramref name="duration"/> of received audio and returns exactly that.</summary>
    public async Task<HeardAudio> ListenAsync(TimeSpan duration, CancellationToken cancellationToken = default)
    {
        int samples = (int)(duration.TotalSeconds * Goertzel.SampleRate);
        long from = Interlocked.Read(ref _written);
        int packetsBefore = Packets;
        await _signal.UntilAsync(
            () => Interlocked.Read(ref _written) >= from + samples, duration * 2 + TimeSpan.FromSeconds(5),
            () => $"{name} to receive {duration.TotalSeconds:0.#} s of audio; {State([])}", cancellationToken);
        return new HeardAudio(Copy(from, samples), Packets - packetsBefore);
    }

    /// <summary>The last part of what was received, at most 30 s.</summary>
    public HeardAudio Recent(TimeSpan duration) => Recent((int)(duration.TotalSeconds * Goertzel.SampleRate));

    internal void Receive(ReadOnlySpan<byte> datagram, G711Law law, byte eventPayloadType)
    {
        if (datagram.Length < 12 || datagram[0] >> 6 != 2)
        {
            Interlocked.Increment(ref _unexpected);
            return;
        }

        int payloadType = datagram[1] & 0x7F;
        int offset = 12 + 4 * (datagram[0] & 0x0F);
        if (payloadType == eventPayloadType)
            Interlocked.Increment(ref _events);
        else if (payloadType == (int)law && offset <= datagram.Length)
            Append(datagram[offset..], law, BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]));
        else
            Interlocked.Increment(ref _unexpected);
    }

    /// <summary>
    /// A phone whose line goes quiet plays silence; so does this one, or waits for silence would never end. Counted in frame
    /// times, not by the clock: while this process stands still no packet can be taken in, and none is missing.
    /// </summary>
    internal void OnFrameTime()
    {
        lock (_gate)
        {
            if (++_framesWithoutPacket <= QuietAfterFrames)
                return;
            WriteSilence(1);
        }

        RaiseSometimes();
    }

    private void Append(ReadOnlySpan<byte> payload, G711Law law, ushort sequence)
    {
        lock (_gate)
        {
            int missing = _expectedSequence < 0 ? 0 : (ushort)(sequence - _expectedSequence);
            // A value in the upper half is a late or repeated packet: played where it arrives, nothing is missing.
            if (missing is > 0 and < 0x8000)
            {
                _lost += missing;
                WriteSilence(Math.Min(missing, MaxGapFrames));
            }

            _expectedSequence = (ushort)(sequence + 1);
            foreach (byte code in payload)
                _ring[(int)(_written++ % KeptSamples)] = G711.Decode(law, code);
            _packets++;
            _framesWithoutPacket = 0;
        }

        RaiseSometimes();
    }

    private void WriteSilence(int frames)
    {
        for (int i = 0; i < frames * FrameSamples; i++)
            _ring[(int)(_written++ % KeptSamples)] = 0;
    }

    /// <summary>Every 100 ms of audio is often enough for a wait, and keeps sixty listeners cheap.</summary>
    private void RaiseSometimes()
    {
        if (Interlocked.Read(ref _written) / FrameSamples % 5 == 0)
            _signal.Raise();
    }

    private HeardAudio Recent(int samples) => new(Last(samples), Packets);

    private short[] Last(int samples)
    {
        lock (_gate)
        {
            int count = (int)Math.Min(samples, Math.Min(_written, KeptSamples));
            return Copy(_written - count, count);
        }
    }

    private short[] Copy(long from, int count)
    {
        lock (_gate)
        {
            var copy = new short[count];
            for (int i = 0; i < count; i++)
                copy[i] = _ring[(int)((from + i) % KeptSamples)];
            return copy;
        }
    }

    private string State(IEnumerable<int> frequenciesHz) =>
        $"{Packets} packets received, {Lost} lost, in the last 600 ms: total {Goertzel.TotalDb(Last(HearingSamples)):0.0} dB, "
        + Recent(HearingSamples).Describe(frequenciesHz.Select(f => (double)f));

    private static string Join(IEnumerable<int> frequenciesHz) => string.Join(", ", frequenciesHz);
}
