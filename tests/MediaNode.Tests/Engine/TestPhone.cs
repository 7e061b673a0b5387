using System.Net;
using System.Net.Sockets;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Rtp;
using OrleansConf.MediaNode.Rtp.Srtp;
using OrleansConf.MediaNode.Tests.Codecs;
using Xunit;

namespace OrleansConf.MediaNode.Tests.Engine;

/// <summary>The far end of a call: a UDP socket that sends a tone and keeps what it hears.</summary>
internal sealed class TestPhone : IDisposable
{
    private const byte EventPayloadType = 101;

    private Socket _socket;
    private readonly byte[] _packet = new byte[1500];
    private AudioEncoder _encoder = new(CodecKind.Pcmu);
    private AudioDecoder _decoder = new(CodecKind.Pcmu);
    private CodecKind _codec = CodecKind.Pcmu;
    private int _samplesSent;
    private SocketAddress? _node;
    private SrtpSender? _sealer;
    private SrtpReceiver? _opener;
    private SrtpKeys? _legKeys;

    public TestPhone() => _socket = Open(IPAddress.Loopback);

    public uint Ssrc { get; set; } = (uint)Random.Shared.Next();

    /// <summary>The leg it talks to; another one has another address.</summary>
    public MediaLeg Leg
    {
        get;
        set
        {
            field = value;
            _node = null;
        }
    } = null!;

    public IPEndPoint Local => (IPEndPoint)_socket.LocalEndPoint!;

    public CodecKind Codec
    {
        get => _codec;
        set
        {
            _codec = value;
            _encoder = new AudioEncoder(value);
            _decoder = new AudioDecoder(value);
        }
    }

    public byte PayloadType => Codec switch
    {
        CodecKind.Pcmu => 0,
        CodecKind.Pcma => 8,
        CodecKind.G722 => 9,
        _ => 96,
    };

    public LegFormat Format => new()
    {
        RemoteRtp = Local,
        Codec = Codec,
        PayloadType = PayloadType,
        EventPayloadType = EventPayloadType,
        Srtp = LegKeys,
    };

    /// <summary>The keys as the leg has them, which are this phone's crosswise; null for plain RTP.</summary>
    public SrtpKeys? LegKeys
    {
        get => _legKeys;
        set
        {
            _legKeys = value;
            _sealer = value is null ? null : new SrtpSender(value.Remote);
            _opener = value is null ? null : new SrtpReceiver(value.Local);
        }
    }

    /// <summary>Packets that did not open with the leg's key.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Hz of the tone it sends; 0 sends silence.</summary>
    public int Tone { get; set; }

    public double Peak { get; set; } = 4000;

    public bool Silent { get; set; }

    /// <summary>What it heard, decoded, in the order of arrival.</summary>
    public List<short> Heard { get; } = [];

    public List<RtpHeader> Headers { get; } = [];

    public ushort Sequence { get; set; } = (ushort)Random.Shared.Next(65536);

    public uint Timestamp { get; set; } = (uint)Random.Shared.Next();

    public int SampleRate => Codec.SampleRate();

    /// <summary>Goes on from another port, as a NAT does that has forgotten its binding, or from another host.</summary>
    public void Rebind(IPAddress from)
    {
        _socket.Dispose();
        _socket = Open(from);
    }

    public void SendFrame()
    {
        if (!Silent)
        {
            SendPacket(NextPayload());
        }
        else
        {
            Timestamp += (uint)Codec.ClockRate() / 50;
        }
    }

    /// <summary>The next 20 ms of its tone, encoded.</summary>
    public byte[] NextPayload()
    {
        int samples = SampleRate / 50;
        short[] pcm = Tone > 0 ? Signals.Sine(Tone, Peak, samples, SampleRate, _samplesSent) : new short[samples];
        _samplesSent += samples;
        var payload = new byte[1300];
        return payload[.._encoder.Encode(pcm, payload)];
    }

    public void SendPacket(ReadOnlySpan<byte> payload, int? payloadType = null)
    {
        Send(new RtpHeader((byte)(payloadType ?? PayloadType), false, Sequence++, Timestamp, Ssrc), payload);
        Timestamp += (uint)Codec.ClockRate() / 50;
    }

    /// <summary>One telephone-event packet; <paramref name="durationFrames"/> frames into the press.</summary>
    public void SendEvent(char key, uint timestamp, int durationFrames, bool end)
    {
        int code = "0123456789*#ABCD".IndexOf(key, StringComparison.Ordinal);
        int duration = durationFrames * 160;
        byte[] payload = [(byte)code, (byte)(end ? 0x8A : 0x0A), (byte)(duration >> 8), (byte)duration];
        Send(new RtpHeader(EventPayloadType, false, Sequence++, timestamp, Ssrc), payload);
    }

    public void Send(in RtpHeader header, ReadOnlySpan<byte> payload)
    {
        header.Write(_packet);
        Span<byte> body = _packet.AsSpan(RtpHeader.Size);
        payload.CopyTo(body);
        int bytes = _sealer is null
            ? payload.Length
            : _sealer.Protect(_packet.AsSpan(0, RtpHeader.Size), body[..payload.Length], body, header.Ssrc, header.SequenceNumber);
        SendRaw(_packet.AsSpan(0, RtpHeader.Size + bytes));
    }

    public void SendRaw(ReadOnlySpan<byte> datagram) => _socket.SendTo(datagram, SocketFlags.None, _node ??= Leg.LocalRtp.Serialize());

    public void ReceiveAll()
    {
        var pcm = new short[2000];
        while (_socket.Available > 0)
        {
            int bytes = _socket.Receive(_packet);
            ReadOnlySpan<byte> packet = _opener is null ? _packet.AsSpan(0, bytes) : _opener.Open(_packet.AsSpan(0, bytes));
            if (packet.IsEmpty)
            {
                Unreadable++;
                continue;
            }

            Assert.True(RtpHeader.TryParse(packet, out RtpHeader header, out int offset, out int payloadBytes));
            Headers.Add(header);
            int samples = _decoder.Decode(packet.Slice(offset, payloadBytes), pcm);
            Heard.AddRange(pcm.AsSpan(0, samples));
        }
    }

    /// <summary>Peak of a tone in the last <paramref name="milliseconds"/> heard, in sample units.</summary>
    public double LevelOf(int frequency, int milliseconds = 400)
    {
        int samples = SampleRate / 1000 * milliseconds;
        Assert.True(Heard.Count >= samples, $"heard only {Heard.Count} samples");
        return Signals.Measure(Heard.Skip(Heard.Count - samples).ToArray(), frequency, SampleRate).Level;
    }

    public void Dispose() => _socket.Dispose();

    private static Socket Open(IPAddress address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }
}
