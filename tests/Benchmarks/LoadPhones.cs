using System.Net;
using System.Net.Sockets;
using OrleansConf.MediaNode.Codecs;
using OrleansConf.MediaNode.Engine;
using OrleansConf.MediaNode.Rtp;

namespace OrleansConf.Benchmarks;

/// <summary>Many phones on one thread: each has its socket, sends every 20 ms, and reads what has come just before.</summary>
internal sealed class LoadPhones : IDisposable
{
    public const byte PayloadType = 96;

    private const int LoopFrames = 50;
    private const int LongestPayload = 1300;
    private const int DtxFrames = 20;
    private const int Groups = 20;
    private const long GroupNs = 1_000_000;

    private readonly Socket[] _sockets;
    private readonly byte[][] _packets;
    private readonly byte[][]?[] _audio;
    private readonly byte[][] _tone;
    private readonly byte[][] _silence;
    private readonly ushort[] _sequence;
    private readonly uint _step;
    private readonly bool _dtx;
    private Thread? _thread;
    private volatile bool _stopping;
    private long _received;

    /// <param name="count">Phones.</param>
    /// <param name="codec">Of all.</param>
    /// <param name="dtx">Whether those who do not talk send one packet in 400 ms only.</param>
    public LoadPhones(int count, CodecKind codec, bool dtx)
    {
        _sockets = new Socket[count];
        _packets = new byte[count][];
        _audio = new byte[][]?[count];
        _sequence = new ushort[count];
        _dtx = dtx;
        _step = (uint)codec.ClockRate() / 50;
        _tone = Encode(codec, 440);
        _silence = Encode(codec, 0);
        for (int i = 0; i < count; i++)
        {
            _sockets[i] = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
            _sockets[i].Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _packets[i] = new byte[RtpHeader.Size + LongestPayload];
        }
    }

    public long Received => Volatile.Read(ref _received);

    public IPEndPoint Address(int phone) => (IPEndPoint)_sockets[phone].LocalEndPoint!;

    public void Connect(int phone, IPEndPoint node, bool talks)
    {
        _sockets[phone].Connect(node);
        _audio[phone] = talks ? _tone : _silence;
    }

    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public void Stop()
    {
        _stopping = true;
        _thread?.Join();
    }

    public void Dispose()
    {
        Stop();
        foreach (Socket socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private void Run()
    {
        var buffer = new byte[2048];
        long next = WorkerClock.NowNs;
        for (int round = 0; !_stopping; round++)
        {
            next += GroupNs;
            WorkerClock.SleepUntil(next);
            int frame = round / Groups;
            for (int i = round % Groups; i < _sockets.Length; i += Groups)
            {
                while (_sockets[i].Available > 0)
                {
                    _sockets[i].Receive(buffer);
                    Volatile.Write(ref _received, _received + 1);
                }

                if (_dtx && _audio[i] == _silence && frame % DtxFrames != 0)
                {
                    continue;
                }

                byte[] payload = _audio[i]![frame % LoopFrames];
                new RtpHeader(PayloadType, false, _sequence[i]++, (uint)frame * _step, (uint)i + 1).Write(_packets[i]);
                payload.CopyTo(_packets[i].AsSpan(RtpHeader.Size));
                _sockets[i].Send(_packets[i].AsSpan(0, RtpHeader.Size + payload.Length));
            }
        }
    }

    /// <summary>A second of a tone, which hold a whole number of its cycles.</summary>
    private static byte[][] Encode(CodecKind codec, int frequency)
    {
        int samples = codec.SampleRate() / 50;
        var encoder = new AudioEncoder(codec);
        var frames = new byte[LoopFrames][];
        for (int frame = 0; frame < LoopFrames; frame++)
        {
            var pcm = new short[samples];
            for (int i = 0; i < samples; i++)
            {
                pcm[i] = (short)(3276 * Math.Sin(2 * Math.PI * frequency * ((frame * samples) + i) / codec.SampleRate()));
            }

            var payload = new byte[LongestPayload];
            frames[frame] = payload[..encoder.Encode(pcm, payload)];
        }

        return frames;
    }
}
