using OrleansConf.MediaNode.Rtp;
using OrleansConf.MediaNode.Rtp.Transport;

namespace OrleansConf.MediaNode.Engine;

/// <summary>Decides which leg of a port a sender belongs to. Thread of the port's worker.</summary>
/// <remarks>
/// The address of the SDP counts from the start. Until a peer has sent, it may also come from another address with the IP of its
/// SDP or of its signalling, if only one leg of the port can be meant. Afterwards everybody else is a stranger, unless the
/// known SSRC goes on from a new port of the same IP, which is what a NAT does that has forgotten its binding.
/// </remarks>
internal static class PortLatch
{
    /// <summary>Sets where a leg's peer says it will send from and wants to receive.</summary>
    public static void Offer(MediaWorker worker, LegCore leg, SocketAddressIn offered)
    {
        if (leg.Closed)
        {
            return;
        }

        bool same = leg.Latched && leg.OfferedAddress == offered.Address && leg.OfferedPort == offered.Port;
        if (same || offered.Address == 0 || offered.Port == 0)
        {
            return;
        }

        leg.OfferedAddress = offered.Address;
        leg.OfferedPort = offered.Port;
        if (leg.Latched)
        {
            leg.Latched = false;
            leg.Port.Unlatched.Add(leg);
        }

        SetKey(worker, leg, offered);
    }

    /// <summary>The peer has sent from the address that the leg is known by.</summary>
    public static void Confirm(MediaWorker worker, LegCore leg)
    {
        leg.Latched = true;
        leg.Port.Unlatched.Remove(leg);
        worker.Events.Add(new WorkerEvent(WorkerEventKind.Latched, leg.Leg));
    }

    /// <summary>Finds the leg that an unknown sender belongs to and gives it that address; null for a stranger.</summary>
    public static LegCore? Adopt(MediaWorker worker, MediaPort port, in SocketAddressIn sender, ReadOnlySpan<byte> datagram)
    {
        if (!RtpHeader.TryParse(datagram, out RtpHeader header, out _, out _))
        {
            return null;
        }

        LegCore? found = OnlyCandidate(port, sender) ?? Rebound(worker, port, sender, header.Ssrc);
        if (found is not null)
        {
            SetKey(worker, found, sender);
        }

        return found;
    }

    private static LegCore? OnlyCandidate(MediaPort port, in SocketAddressIn sender)
    {
        LegCore? found = null;
        foreach (LegCore leg in port.Unlatched)
        {
            if (sender.Address == leg.OfferedAddress || sender.Address == leg.SignallingAddress)
            {
                if (found is not null)
                {
                    return null;
                }

                found = leg;
            }
        }

        return found;
    }

    private static LegCore? Rebound(MediaWorker worker, MediaPort port, in SocketAddressIn sender, uint ssrc)
    {
        foreach (LegCore leg in port.Legs)
        {
            if (!leg.Closed && leg.Latched && leg.Receiver.HasSource && leg.Receiver.Ssrc == ssrc && RemoteOf(leg).Address == sender.Address)
            {
                worker.Counters.Rebound++;
                return leg;
            }
        }

        return null;
    }

    private static unsafe SocketAddressIn RemoteOf(LegCore leg) => leg.Block->Remote;

    private static unsafe void SetKey(MediaWorker worker, LegCore leg, in SocketAddressIn remote)
    {
        // One aligned store of family, port and address: another worker may be sending to it.
        Volatile.Write(ref leg.Block->Remote.Bits, remote.Bits);
        ulong key = leg.Port.KeyOf(remote);
        if (worker.Table.Find(key) is { Closed: false } holder && holder != leg)
        {
            // Two calls claim one address. The first keeps it; the second is heard only if it sends from elsewhere.
            return;
        }

        if (leg.Key != 0)
        {
            worker.Table.Remove(leg.Key, leg);
        }

        leg.Key = key;
        worker.Table.Set(key, leg);
    }
}
