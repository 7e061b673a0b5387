using OrleansConf.MediaNode.Rtp.Transport;

namespace OrleansConf.MediaNode.Engine;

/// <summary>Says which of a worker's ports a new leg gets. Control side; guarded by the engine's lock.</summary>
/// <remarks>
/// Calls share ports. What must not happen is that two callers whose packets may come from an unexpected port of one IP
/// (behind NAT) wait on the same port, since then nobody could tell them apart. A leg therefore holds its addresses on its port
/// until its peer has sent, and after its end until late packets have passed. An offer that names the very address the
/// signalling comes from will most likely keep its word and may share a port even so.
/// </remarks>
internal sealed class PortPool(MediaWorker worker, MediaEngineOptions options, PortAllocator allocator, int workers, RtcpExchange rtcpExchange)
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<MediaLeg, Entry> _byLeg = [];

    public MediaWorker Worker => worker;

    public int LegCount => _byLeg.Count;

    public IEnumerable<MediaPort> Ports => _entries.Select(entry => entry.Port);

    /// <summary>Opens another port; null when the range is used up.</summary>
    public MediaPort? Open()
    {
        if (_entries.Count >= options.MaxPortsPerWorker || !allocator.TryOpen(out DatagramSocket rtp, out var rtcp))
        {
            return null;
        }

        var port = new MediaPort(worker, _entries.Count, rtp, rtcp, workers);
        _entries.Add(new Entry(port));
        worker.Commands.Post(() => worker.AddPort(port));
        _ = rtcpExchange.ReceiveAsync(rtcp);
        return port;
    }

    /// <summary>Finds or opens a port for the leg; null when there is none left.</summary>
    public MediaPort? Assign(MediaLeg leg, LegOpening opening)
    {
        var hold = new Hold(
            opening.RemoteRtp is { } remote ? SocketAddressIn.From(remote) : default,
            SocketAddressIn.AddressOf(opening.SignallingPeer));
        Entry? entry = _entries.Find(candidate => candidate.Fits(hold, options.LegsPerPort) && !candidate.IsAmbiguous(hold));
        if (entry is null && hold.IsTrusted)
        {
            entry = _entries.Where(candidate => candidate.Fits(hold, options.LegsPerPort)).MinBy(candidate => candidate.Holds.Count);
        }

        if (entry is null)
        {
            if (Open() is null)
            {
                return null;
            }

            entry = _entries[^1];
        }

        entry.Holds[leg] = hold;
        entry.Legs++;
        _byLeg[leg] = entry;
        return entry.Port;
    }

    /// <summary>The leg's peer is known now: others may wait on the port.</summary>
    public void Latched(MediaLeg leg)
    {
        if (_byLeg.TryGetValue(leg, out Entry? entry) && entry.Holds.TryGetValue(leg, out Hold? hold))
        {
            entry.Holds[leg] = hold with { IsOpen = false };
        }
    }

    /// <summary>The leg has ended: until <see cref="Drained"/> its address is not given to a stranger on this port.</summary>
    public void Closed(MediaLeg leg)
    {
        if (_byLeg.TryGetValue(leg, out Entry? entry) && entry.Holds.TryGetValue(leg, out Hold? hold))
        {
            entry.Holds[leg] = hold with { IsOpen = true };
        }
    }

    public void Drained(MediaLeg leg)
    {
        if (_byLeg.Remove(leg, out Entry? entry))
        {
            entry.Holds.Remove(leg);
            entry.Legs--;
        }
    }

    private sealed class Entry(MediaPort port)
    {
        public MediaPort Port { get; } = port;

        public int Legs { get; set; }

        public Dictionary<MediaLeg, Hold> Holds { get; } = [];

        public bool Fits(Hold hold, int most) =>
            Legs < most && !Holds.Values.Any(other => hold.Offered.Port != 0 && other.Offered.Bits == hold.Offered.Bits);

        public bool IsAmbiguous(Hold hold) => Holds.Values.Any(other => other.IsOpen && other.Overlaps(hold));
    }

    private sealed record Hold(SocketAddressIn Offered, uint Signalling)
    {
        public bool IsOpen { get; init; } = true;

        public bool IsTrusted => Offered.Port != 0 && Offered.Address == Signalling;

        public bool Overlaps(Hold other) =>
            Signalling == other.Signalling || Offered.Address == other.Signalling || Signalling == other.Offered.Address
            || (Offered.Address != 0 && Offered.Address == other.Offered.Address);
    }
}
