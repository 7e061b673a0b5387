using System.Net.Sockets;
using OrleansConf.MediaNode.Rtp.Transport;

namespace OrleansConf.MediaNode.Engine;

/// <summary>One UDP port shared by many legs, and the RTCP port beside it.</summary>
internal sealed class MediaPort : IDisposable
{
    private readonly SendBatch?[] _batches;

    public MediaPort(MediaWorker worker, int index, DatagramSocket rtp, Socket? rtcp, int workers)
    {
        Worker = worker;
        Index = index;
        Rtp = rtp;
        Rtcp = rtcp;
        _batches = new SendBatch?[workers];
    }

    /// <summary>The worker that receives here.</summary>
    public MediaWorker Worker { get; }

    /// <summary>Position among the worker's ports, from 0.</summary>
    public int Index { get; }

    public DatagramSocket Rtp { get; }

    public Socket? Rtcp { get; }

    public int Number => Rtp.Local.Port;

    /// <summary>Legs with this port. Worker thread.</summary>
    public List<LegCore> Legs { get; } = [];

    /// <summary>Those whose peer has not sent yet, or sends from elsewhere than it said. Worker thread.</summary>
    public List<LegCore> Unlatched { get; } = [];

    /// <summary>The key of a sender in the worker's table: its address with the port's number in place of the family.</summary>
    public ulong KeyOf(in SocketAddressIn sender) => (sender.Bits & ~0xFFFFUL) | (uint)(Index + 1);

    /// <summary>Before a leg of this port is mixed by <paramref name="mixer"/>. That worker's thread.</summary>
    public void PrepareSending(MediaWorker mixer) => _batches[mixer.Index] ??= new SendBatch();

    public unsafe void Queue(MediaWorker mixer, SocketAddressIn* to, byte* header, byte* payload, int payloadBytes)
    {
        SendBatch batch = _batches[mixer.Index]!;
        if (batch.Count == 0)
        {
            mixer.Touch(this);
        }

        batch.Add(to, header, payload, payloadBytes);
        if (batch.IsFull)
        {
            Flush(mixer);
        }
    }

    public void Flush(MediaWorker mixer)
    {
        SendBatch batch = _batches[mixer.Index]!;
        if (batch.Count > 0)
        {
            mixer.Counters.PacketsSent += batch.Count;
            mixer.Counters.SendsRefused += Rtp.Send(batch);
        }
    }

    public void Dispose()
    {
        Rtp.Dispose();
        Rtcp?.Dispose();
        foreach (SendBatch? batch in _batches)
        {
            batch?.Dispose();
        }
    }
}
