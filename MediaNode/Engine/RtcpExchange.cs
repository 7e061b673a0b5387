using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using OrleansConf.MediaNode.Rtp.Rtcp;
using OrleansConf.MediaNode.Rtp.Transport;

namespace OrleansConf.MediaNode.Engine;

/// <summary>Sends and receives RTCP for all legs on the thread pool, beside the workers (RFC 3550 §6). Any thread.</summary>
/// <remarks>
/// A packet belongs to the leg whose SSRC it reports on, or else to the one that our reports to its address are about; in both
/// cases only if it comes from the IP that the leg's RTP goes to.
/// </remarks>
internal sealed class RtcpExchange : IDisposable
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly NtpClock _ntp;
    private readonly byte[] _canonicalName = Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(12)));
    private readonly byte[] _packet = new byte[RtcpWriter.MaxBytes];
    private readonly SocketAddress _to = new(AddressFamily.InterNetwork);
    private readonly Dictionary<uint, RtcpSession> _bySsrc = [];
    private readonly Dictionary<ulong, RtcpSession> _byRemote = [];
    private readonly PriorityQueue<RtcpSession, long> _due = new();
    private ITimer? _rounds;
    private bool _stopped;
    private long _sent;
    private long _received;
    private long _malformed;
    private long _strangers;

    public RtcpExchange(TimeProvider time)
    {
        _time = time;
        _ntp = new NtpClock(time);
    }

    public RtcpCounters Counters
    {
        get
        {
            lock (_lock)
            {
                return new RtcpCounters(_sent, _received, _malformed, _strangers);
            }
        }
    }

    public void Start() => _rounds = _time.CreateTimer(_ => SendDue(), null, Round, Round);

    /// <summary>Begins to report on a leg.</summary>
    public void Open(MediaLeg leg)
    {
        var session = new RtcpSession(leg);
        lock (_lock)
        {
            _bySsrc[leg.Core.Ssrc] = session;
            Schedule(session, first: true);
        }
    }

    /// <summary>Says goodbye for a leg, if its peer knows of it, and forgets it.</summary>
    public void Close(MediaLeg leg)
    {
        lock (_lock)
        {
            if (_bySsrc.Remove(leg.Core.Ssrc, out RtcpSession? session))
            {
                if (!_stopped && leg.Core.PacketsSent > 0)
                {
                    Send(session, goodbye: true);
                }

                session.Closed = true;
                Forget(session);
            }
        }
    }

    /// <summary>Sends the reports whose time has come.</summary>
    public void SendDue()
    {
        lock (_lock)
        {
            long now = _time.GetTimestamp();
            while (!_stopped && _due.TryPeek(out RtcpSession? session, out long at) && at <= now)
            {
                _due.Dequeue();
                if (!session.Closed)
                {
                    Send(session, goodbye: false);
                    Schedule(session, first: false);
                }
            }
        }
    }

    /// <summary>Receives on a port until its socket is closed.</summary>
    public async Task ReceiveAsync(Socket rtcp)
    {
        var datagram = new byte[1500];
        var from = new SocketAddress(AddressFamily.InterNetwork);
        while (!Volatile.Read(ref _stopped))
        {
            try
            {
                int bytes = await rtcp.ReceiveFromAsync(datagram, SocketFlags.None, from).ConfigureAwait(false);
                Accept(SocketAddressIn.FromPortAndAddress(from.Buffer.Span.Slice(2, 6)), datagram.AsSpan(0, bytes));
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException failure) when (failure.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted)
            {
                return;
            }
            catch (SocketException)
            {
                // Of one packet: too long, or the echo of one that a peer did not take.
            }
        }
    }

    public void Accept(in SocketAddressIn from, ReadOnlySpan<byte> datagram)
    {
        lock (_lock)
        {
            ulong ntp = _ntp.Now;
            if (!RtcpReader.TryOpen(datagram, out RtcpReader reader))
            {
                _malformed++;
                return;
            }

            RtcpSession? session = Find(from, reader);
            if (session is null)
            {
                _strangers++;
                return;
            }

            _received++;
            while (reader.Read())
            {
                Take(session, reader, ntp);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            Volatile.Write(ref _stopped, true);
        }

        _rounds?.Dispose();
    }

    private static void Take(RtcpSession session, in RtcpReader reader, ulong ntp)
    {
        if (reader.Type == RtcpPacketType.SenderReport)
        {
            session.Take(reader.Ssrc, reader.ReadSenderInfo(), ntp);
        }

        for (int i = 0; i < reader.Count; i++)
        {
            if (reader.Type == RtcpPacketType.Goodbye)
            {
                session.TakeGoodbye(reader.ReadLeaving(i));
            }
            else if (reader.ReadReception(i) is var report && report.Ssrc == session.Core.Ssrc)
            {
                session.Take(report, ntp, session.Core.ClockRate);
            }
        }
    }

    private unsafe RtcpSession? Find(in SocketAddressIn from, RtcpReader reader)
    {
        RtcpSession? found = null;
        while (found is null && reader.Read())
        {
            for (int i = 0; i < reader.Count && found is null && reader.Type != RtcpPacketType.Goodbye; i++)
            {
                _bySsrc.TryGetValue(reader.ReadReception(i).Ssrc, out found);
            }
        }

        found ??= _byRemote.GetValueOrDefault(from.Bits);
        return found is { Core.Plan: not { SrtpReceiver: not null } } && found.Core.RemoteRtp.Address == from.Address ? found : null;
    }

    /// <summary>An encrypted call has no reports: its RTCP would have to be encrypted too (RFC 3711 §3.4), and that is not built.</summary>
    private void Send(RtcpSession session, bool goodbye)
    {
        LegCore core = session.Core;
        SocketAddressIn remote = RemoteOf(core);
        if (core.Plan is null or { SrtpSender: not null } || remote.Address == 0 || remote.Port == 0 || core.Port.Rtcp is not { } socket)
        {
            return;
        }

        if (remote.Bits != session.Remote)
        {
            Forget(session);
            session.Remote = remote.Bits;
            _byRemote[remote.Bits] = session;
        }

        int bytes = session.Write(_packet, _ntp.Now, WorkerClock.NowNs, _canonicalName, goodbye);
        remote.CopyPortAndAddress(_to.Buffer.Span[2..]);
        try
        {
            socket.SendTo(_packet.AsSpan(0, bytes), SocketFlags.None, _to);
            _sent++;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // A report more or less; the next one comes in seconds.
        }
    }

    /// <summary>What the SDP said, as long as RTP comes from where it said; behind NAT the port after RTP's (§11) is the best guess.</summary>
    private static SocketAddressIn RemoteOf(LegCore core)
    {
        SocketAddressIn rtp = core.RemoteRtp;
        if (core.Plan is { Format: { RemoteRtcp: { } agreed, RemoteRtp: { } offered } } && SocketAddressIn.From(offered).Bits == rtp.Bits)
        {
            return SocketAddressIn.From(agreed);
        }

        return rtp.Port is 0 or 65535 ? default : rtp.WithPort(rtp.Port + 1);
    }

    private void Forget(RtcpSession session)
    {
        if (session.Remote != 0 && _byRemote.GetValueOrDefault(session.Remote) == session)
        {
            _byRemote.Remove(session.Remote);
        }
    }

    private void Schedule(RtcpSession session, bool first)
    {
        TimeSpan wait = RtcpInterval.Next(Random.Shared.NextDouble(), first);
        _due.Enqueue(session, _time.GetTimestamp() + (long)(wait.TotalSeconds * _time.TimestampFrequency));
    }
}
