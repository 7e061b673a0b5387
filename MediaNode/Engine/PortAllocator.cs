using System.Net;
using System.Net.Sockets;
using OrleansConf.MediaNode.Rtp.Transport;

namespace OrleansConf.MediaNode.Engine;

/// <summary>Opens pairs of UDP ports, RTP even and RTCP one above (RFC 3550 §11), from the configured range. Guarded by its caller.</summary>
internal sealed class PortAllocator(MediaEngineOptions options)
{
    private const int EphemeralTries = 64;

    private readonly IPAddress _address = IPAddress.Parse(options.BindAddress);
    private int _next = options.PortMin + (options.PortMin & 1);

    /// <summary>The next pair that is free; false when the range is used up.</summary>
    public bool TryOpen(out DatagramSocket rtp, out Socket rtcp)
    {
        (rtp, rtcp) = (null!, null!);
        bool any = options.PortMax == 0;
        int tries = any ? EphemeralTries : (options.PortMax - options.PortMin + 1) / 2;
        for (int i = 0; i < tries; i++)
        {
            if (TryOpenAt(any ? 0 : _next, out rtp, out rtcp))
            {
                Advance();
                return true;
            }

            Advance();
        }

        return false;
    }

    private void Advance()
    {
        _next += 2;
        if (_next + 1 > options.PortMax)
        {
            _next = options.PortMin + (options.PortMin & 1);
        }
    }

    private bool TryOpenAt(int port, out DatagramSocket rtp, out Socket rtcp)
    {
        (rtp, rtcp) = (null!, null!);
        try
        {
            rtp = DatagramSocket.Bind(new IPEndPoint(_address, port), options.PortableSockets);
            if ((rtp.Local.Port & 1) == 0)
            {
                rtcp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
                rtcp.Bind(new IPEndPoint(_address, rtp.Local.Port + 1));
                return true;
            }
        }
        catch (SocketException)
        {
            // One of the two is taken by another program: try the next pair.
        }

        rtp?.Dispose();
        rtcp?.Dispose();
        return false;
    }
}
